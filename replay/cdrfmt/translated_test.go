package cdrfmt

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// documents are n documents a line; every tenth is broken, every seventh has no
// time, every thirteenth no call_id.
func documents(n int) string {
	var b strings.Builder
	for i := range n {
		id, end, tail := fmt.Sprintf(`"call_id":"c%d",`, i), fmt.Sprintf(`"end_time":%d,`, 1773144000+i/3), "}"
		switch {
		case i%10 == 3:
			tail = ""
		case i%7 == 2:
			end = ""
		case i%13 == 5:
			id = ""
		}
		fmt.Fprintf(&b, `{%s%s"account":"a%d","hangup_cause":"USER_BUSY","note":"%s"%s`+"\n", id, end, i%3, strings.Repeat("x", i%50), tail)
	}
	return b.String()
}

// However translated text comes, the same rows and rejects come out, and every
// row is accounted for.
func TestTranslatedText(t *testing.T) {
	const n = 30_000 // some blocks
	text := documents(n)
	dir := t.TempDir()
	plain := readRows(options(), 1000, write(t, dir, "calls", text))
	if plain.err != nil {
		t.Fatal(plain.err)
	}
	f := plain.report.Files[0]
	if f.Rows != n || f.Rejected == 0 || f.Accepted+f.Rejected != n || int(f.Accepted) != len(plain.rows) || f.Dialect != "json" {
		t.Errorf("%+v, %d rows", f, len(plain.rows))
	}
	if first := strings.SplitN(plain.rejects, "\n", 4); !strings.HasPrefix(first[1], dir+"/calls,3,") || !strings.Contains(first[1], "end_time,") ||
		!strings.Contains(first[2], `broken JSON at 5:1: found '{'`) || !strings.HasSuffix(first[2], `"{""call_id"":""c3"",""end_time"":1773144001,""account"":""a0"",""hangup_cause"":""USER_BUSY"",""note"":""xxx"""`) {
		t.Errorf("%q", first)
	}
	places := func(r result) string {
		return strings.ReplaceAll(strings.ReplaceAll(r.rejects, dir+"/calls", ""), ".gz", "")
	}
	packed := readRows(options(), 1000, write(t, dir, "calls.gz", gzipOf(t, text)))
	opt := options()
	opt.Stdin, opt.Workers = strings.NewReader(text), 1
	piped := readRows(opt, 1000, "-")
	for _, other := range []result{packed, piped} {
		if other.err != nil || strings.Join(other.rows, "\n") != strings.Join(plain.rows, "\n") {
			t.Errorf("%v, %d rows, %d as a plain file", other.err, len(other.rows), len(plain.rows))
		}
	}
	if places(packed) != places(plain) {
		t.Error("other rejects of the packed file")
	}
	// A copy says it all once more, to the document.
	both := readRows(options(), 1000, dir)
	if both.err != nil || strings.Join(both.rows, "\n") != strings.Join(plain.rows, "\n") {
		t.Errorf("%v, %d rows of two copies", both.err, len(both.rows))
	}
	if c := both.report.Files[1]; c.Duplicates != f.Accepted || c.Rejected != f.Rejected || c.Accepted != 0 {
		t.Errorf("%+v", c)
	}
}

// lineSink notes where the rows stand.
type lineSink struct{ lines []int64 }

func (s *lineSink) Add(b *cdr.Batch) error {
	s.lines = append(s.lines, b.Column(cdr.SrcLine).Ints[:b.Rows]...)
	return nil
}

// A leg knows the line of its document.
func TestLinesOfDocuments(t *testing.T) {
	opt := options()
	opt.Want, opt.Workers = cdr.FieldsOf(cdr.SrcLine, cdr.HangupCause), 1
	text := strings.Replace(documents(40), "{", "\n\n{", 5)
	sinks, report, err := Read(t.Context(), []string{write(t, t.TempDir(), "x", text)}, opt, func() *lineSink { return &lineSink{} })
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(sinks[0].lines[:6]), "[3 6 15 16 17 18]"; got != want {
		t.Errorf("lines %s, want %s; %+v", got, want, report.Files)
	}
}

// What is passed over is told, and no row.
func TestPassedOver(t *testing.T) {
	text := `{"rows":[
{"id":"a","key":"a","doc":{"_id":"a","call_id":"a","timestamp":63940363200,"hangup_cause":"USER_BUSY","pvt_type":"cdr"}},
{"id":"_design/x","key":"x","doc":{"_id":"_design/x"}},
{"id":"_design/y","key":"y","doc":{"_id":"_design/y"}}
]}`
	got := readRows(options(), 1000, write(t, t.TempDir(), "docs.json", text))
	if got.err != nil || len(got.rows) != 1 || got.report.Files[0].Rows != 1 {
		t.Fatal(got)
	}
	last := got.report.Remarks[len(got.report.Remarks)-1]
	if !strings.HasSuffix(last, `docs.json:3: the design document "_design/x" passed over, and 1 more`) {
		t.Error(last)
	}
}
