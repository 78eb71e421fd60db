package cdrfmt

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

// sumSink counts, and knows how many rows came summed up.
type sumSink struct {
	*count.Builder
	summed int
}

func (s *sumSink) Add(b *cdr.Batch) error {
	s.summed += b.Summed.Rows
	return s.Builder.Add(b)
}

// TestSumUp: counts, rejects and accounting are the same whether or not rows come
// summed up, and rows that a rule may reject never do.
func TestSumUp(t *testing.T) {
	type row struct {
		End     int64   `parquet:"end_time,timestamp(millisecond)"`
		Cause   *string `parquet:"hangup_cause,dict,optional"`
		Account string  `parquet:"account_id,dict"`
		Gateway *string `parquet:"resource_id,dict,optional"`
	}
	name := func(s string) *string { return &s }
	for _, c := range []struct {
		name  string
		spoil func(*row)
		all   bool // every batch is sifted
	}{
		{"sound", func(*row) {}, true},
		{"no cause", func(r *row) { r.Cause = nil }, false},
		{"empty cause", func(r *row) { r.Cause = name("") }, true},
		{"no gateway", func(r *row) { r.Gateway = nil }, false},
		{"no time", func(r *row) { r.End = 0 }, false},
		{"a time of 2200", func(r *row) { r.End = 7_258_118_400_000 }, false},
		{"broken account", func(r *row) { r.Account = "a\x00b" }, false},
		{"Latin-1 account", func(r *row) { r.Account = "M\xfcller" }, false},
		{"broken cause", func(r *row) { r.Cause = name("NORMAL\x00") }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(3, 3))
			rows := make([]row, 20_000)
			for i := range rows {
				rows[i] = row{1_773_137_988_000 + int64(i)*7, name([]string{"NORMAL", "NORMAL", "CANCEL", "BUSY"}[rng.IntN(4)]),
					fmt.Sprint("acme", i%30), name(fmt.Sprint("gw", i%3))}
			}
			c.spoil(&rows[9_000])
			var file bytes.Buffer
			if err := parquet.Write(&file, rows, parquet.MaxRowsPerRowGroup(6000), parquet.PageBufferSize(5000)); err != nil {
				t.Fatal(err)
			}
			path := write(t, t.TempDir(), "legs.parquet", file.String())
			ignore := []string{"NORMAL", "CANCEL"}
			read := func(sumUp []string, change func(*Options)) (set *count.Set, report *Report, rejects string, summed int) {
				var text bytes.Buffer
				opt := Options{MaxRejects: RejectLimit{Percent: 10}, Rejects: &text, Workers: 2, SumUp: sumUp}
				opt.Need, opt.Want = cdr.FieldsOf(cdr.EndTime), cdr.FieldsOf(cdr.HangupCause, cdr.AccountID, cdr.ResourceID)
				change(&opt)
				sinks, report, err := Read(t.Context(), []string{path}, opt, func() *sumSink {
					return &sumSink{Builder: count.NewBuilder(cdr.Filter{}, ignore, true)}
				})
				if err != nil {
					t.Fatal(err)
				}
				var builders []*count.Builder
				for _, s := range sinks {
					builders = append(builders, s.Builder)
					summed += s.summed
				}
				return count.Collect(builders...), report, text.String(), summed
			}
			same := func(*Options) {}
			want, wantReport, wantRejects, _ := read(nil, same)
			got, report, rejects, summed := read(ignore, same)
			if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(report, wantReport) || rejects != wantRejects {
				t.Errorf("%+v\n%+v\n%s\nwant\n%+v\n%+v\n%s", got.Totals, report, rejects, want.Totals, wantReport, wantRejects)
			}
			if most := int(want.Ignored); summed == 0 || summed > most || c.all && summed < most {
				t.Errorf("%d of %d rows were summed up", summed, most)
			}
			if c.all { // no row is rejected
				if _, _, _, summed := read(ignore, func(o *Options) { o.Strict = true }); summed > 0 {
					t.Errorf("strict: %d rows were summed up", summed)
				}
			}
			for what, change := range map[string]func(*Options){
				"compared":      func(o *Options) { o.Dedupe = DedupeOn },
				"another field": func(o *Options) { o.Want |= cdr.FieldsOf(cdr.SrcLine) },
			} {
				if _, _, _, summed := read(ignore, change); summed > 0 {
					t.Errorf("%s: %d rows were summed up", what, summed)
				}
			}
		})
	}
}
