package study_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// The cluster of the benchmark: ten thousand devices of five thousand users,
// in a hundred accounts with ring groups of five users.
const (
	benchAccounts = 100
	benchUsers    = 50
	benchCalls    = 1_000_000
)

func benchDirectory(b *testing.B) *directory.Directory {
	var docs strings.Builder
	for a := range benchAccounts {
		account := fmt.Sprintf("%032x", a)
		put := func(format string, args ...any) {
			fmt.Fprintf(&docs, `{"pvt_account_id":%q,`+format+"}\n", append([]any{account}, args...)...)
		}
		put(`"_id":%q,"pvt_type":"account","realm":"r%d.example.net"`, account, a)
		for u := range benchUsers {
			put(`"_id":"u%d","pvt_type":"user","username":"u%d","call_forward":{"failover":%t,"number":"+4917%05d"}`, u, u, u%2 == 0, a*100+u)
			for d := range 2 {
				put(`"_id":"u%d-%d","pvt_type":"device","owner_id":"u%d","sip":{"username":"u%d-%d"}`, u, d, u, u, d)
			}
			put(`"_id":"f%d","pvt_type":"callflow","numbers":["%d"],"flow":{"module":"user","data":{"id":"u%d"},"children":{"_":{"module":"voicemail","data":{},"children":{}}}}`, u, 100+u, u)
		}
		for g := range benchUsers / 5 {
			var members []string
			for i := range 5 {
				members = append(members, fmt.Sprintf(`{"id":"u%d","endpoint_type":"user"}`, g*5+i))
			}
			put(`"_id":"g%d","pvt_type":"callflow","numbers":["%d"],"flow":{"module":"ring_group","data":{"endpoints":[%s]},"children":{}}`, g, 200+g, strings.Join(members, ","))
		}
	}
	var export document.Export
	if err := export.Read("docs", []byte(docs.String())); err != nil {
		b.Fatal(err)
	}
	return directory.New(export.Documents)
}

// benchBook gathers a million calls of three legs.
func benchBook() *record.Book {
	d := dice(1)
	book := record.NewBook(record.Options{})
	batch := &cdr.Batch{}
	for f := range cdr.Field(cdr.NumFields) {
		if record.Fields().Has(f) && f != cdr.OtherLegCallID {
			batch.SetColumn(f, cdr.NewColumn(f))
		}
	}
	add := func(call int, account, direction, device, number string) {
		start := int64(1_773_000_000+call/10) * 1_000_000
		batch.Column(cdr.CallID).AppendText(fmt.Appendf(nil, "%016x-%d", call, batch.Rows))
		batch.Column(cdr.InteractionID).AppendText(fmt.Appendf(nil, "63940%06d-%08x", call/10, call))
		batch.Column(cdr.Direction).AppendName(direction)
		batch.Column(cdr.AccountID).AppendName(account)
		batch.Column(cdr.AuthorizingID).AppendText([]byte(device))
		batch.Column(cdr.DestinationNumber).AppendText([]byte(number))
		batch.Column(cdr.StartTime).AppendInt(start)
		batch.Column(cdr.EndTime).AppendInt(start + 30_000_000)
		batch.Column(cdr.BillsecMs).AppendInt(0)
		batch.Column(cdr.HangupCause).AppendName("NORMAL_CLEARING")
		batch.Rows++
	}
	for call := range benchCalls {
		account, user := fmt.Sprintf("%032x", d.next(benchAccounts)), d.next(benchUsers)
		number := fmt.Sprint(100 + user)
		if call%3 == 0 {
			number = fmt.Sprint(200 + user/5)
		}
		add(call, account, "inbound", "", number)
		for leg := range 2 {
			add(call, account, "outbound", fmt.Sprintf("u%d-%d", user, leg), "x")
		}
		if batch.Rows > 8000 || call == benchCalls-1 {
			if err := book.Add(batch); err != nil {
				panic(err)
			}
			batch.Reset()
		}
	}
	return book
}

// BenchmarkStudy decides a million calls against ten thousand devices.
func BenchmarkStudy(b *testing.B) {
	dir, traffic := benchDirectory(b), record.Merge(benchBook())
	b.ReportAllocs()
	for b.Loop() {
		var sum study.Summary
		s := study.New(traffic, dir, study.Options{})
		if err := s.Each(context.Background(), func(o *study.Outcome) error { sum.Add(o); return nil }); err != nil {
			b.Fatal(err)
		}
		if sum.Decided != benchCalls {
			b.Fatalf("%d calls decided", sum.Decided)
		}
	}
	b.ReportMetric(float64(benchCalls*b.N)/b.Elapsed().Seconds(), "calls/s")
}

// BenchmarkMerge puts three million legs together to a million calls.
func BenchmarkMerge(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		book := benchBook()
		b.StartTimer()
		if t := record.Merge(book); t.Calls() != benchCalls {
			b.Fatalf("%d calls", t.Calls())
		}
	}
	b.ReportMetric(float64(3*benchCalls*b.N)/b.Elapsed().Seconds(), "legs/s")
}
