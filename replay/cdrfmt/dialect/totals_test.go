package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

func TestIsTotals(t *testing.T) {
	for text, want := range map[string]bool{
		"Total,,,42": true, `"Totals:",,"0:01:23"`: true, ",,,,Totals:,0:00:42,0.00,": true, "Grand Total;;;3": true, "TOTAL": true,
		"Total (3),": true, "Total: 3 calls": true, "Summe;;1:23": true, "Итого;;;12": true, "Sub-total,,12": true,
		"Total Wine,1001,2026-03-10 14:00:00,42,ANSWERED": false, // a caller's name
		"Total,1001,2026-03-10 14:00:00,42,ANSWERED":      false, // so is this
		"Total,1001,1773151200,42,ANSWERED":               false,
		"Totality,,,":                                     false, "1,Total,,": false, "": false, ",,,": false, "Ann,Total,3": false,
	} {
		if got := isTotals([]byte(text)); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

// Rows of totals are neither calls nor rejected, and what looks like one and
// has a time is a call.
func TestTotalsAside(t *testing.T) {
	const text = "Call Time,From,To,Status,Duration\n" +
		"2026-03-10 14:00:00,101,102,Answered,0:00:42\n" +
		",,,Totals:,0:00:42\n" +
		"2026-03-10 15:00:00,Total,102,Busy,0:00:02\n" +
		"oops,101,102,Busy,0:00:02\n" +
		"Grand total,,,,0:00:44\n"
	l, err := Recognise("x.csv", []byte(text), true, replayOptions())
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(l.Asides(), "|"); got != "of totals" {
		t.Errorf("asides %q", got)
	}
	d := l.NewDecoder()
	b := d.NewBatch()
	count := map[Verdict]int{}
	var sampler lex.Sampler
	for rest := []byte(text); len(rest) > 0; {
		r, n, _ := sampler.First(rest, ',', true)
		v, _ := d.Decode(r, b)
		count[v]++
		rest = rest[n:]
	}
	if count[Accepted] != 2 || count[Aside] != 2 || count[Rejected] != 1 || count[HeaderAgain] != 1 {
		t.Errorf("got %v", count)
	}
	if n := b.Rows; n != 2 {
		t.Errorf("%d legs", n)
	}
}
