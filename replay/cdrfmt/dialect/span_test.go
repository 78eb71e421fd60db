package dialect

import (
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

func TestParseClockSpan(t *testing.T) {
	for text, want := range map[string]int64{
		"00:01:23": 83_000_000, "1:23": 83_000_000, "120:00:00": 432_000_000_000, "0:00:01.5": 1_500_000, "-0:10": -10_000_000,
	} {
		if got, ok := parseClockSpan([]byte(text)); !ok || got != want {
			t.Errorf("%s: %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "1", ":", "1:", ":1", "1:2:3:4", "1:60", "1:2", "1:+2:03", "1.5:00", "a:00", "99999999999999:00:00"} {
		if got, ok := parseClockSpan([]byte(text)); ok {
			t.Errorf("%q: %d", text, got)
		}
	}
}

func TestParseUnitSpan(t *testing.T) {
	for text, want := range map[string]int64{
		"10s": 10_000_000, "1m5s": 65_000_000, "2h0m1.5s": 7_201_500_000, "0s": 0, "150ms": 150_000, "1.5us": 1, "2\u00b5s": 2, "999ns": 0, "-5s": -5_000_000,
		"876000h": 3_153_600_000_000_000,
	} {
		if got, ok := parseUnitSpan([]byte(text)); !ok || got != want {
			t.Errorf("%s: %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "-", "10", "s", "5 s", "5min", "1m5", "1..5s", "5S", "999999999h", "876000h876000h"} {
		if got, ok := parseUnitSpan([]byte(text)); ok {
			t.Errorf("%q: %d", text, got)
		}
	}
}

// What it reads is what Go reads, but for decimals beyond the sixth.
func FuzzUnitSpan(f *testing.F) {
	for _, seed := range []string{"10s", "1m5.25s", "2h0m1.5s", "1.000001ms", "-5s", "7"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := parseUnitSpan([]byte(text))
		if !ok {
			return
		}
		want, err := time.ParseDuration(text)
		diff, slack := want.Microseconds()-got, int64(1+3600*strings.Count(text, "."))
		if err != nil || diff > slack || diff < -slack {
			t.Errorf("%q: %d, Go reads %d, %v", text, got, want.Microseconds(), err)
		}
	})
}

// TestGlance: a field that is only glanced at never rejects a row, unless
// another is derived from it.
func TestGlance(t *testing.T) {
	for _, c := range []struct{ csv, verdicts, flags string }{
		{"end_time,duration_s,hangup_cause\n2026-03-10T10:00:00Z,-5,A\n2026-03-10T10:00:00Z,5 min,A\n", "accepted accepted", "n -"},
		{"start_time,duration_s,hangup_cause\n2026-03-10T10:00:00Z,-5,A\n2026-03-10T10:00:00Z,5 min,A\n", "accepted rejected", "n"},
	} {
		l, err := Recognise("x.csv", []byte(c.csv), true, &Options{
			Need: cdr.FieldsOf(cdr.EndTime, cdr.HangupCause), Glance: cdr.FieldsOf(cdr.DurationMs),
		})
		if err != nil {
			t.Fatal(err)
		}
		d := l.NewDecoder()
		b := d.NewBatch()
		var verdicts, flags []string
		rest := []byte(c.csv)
		for row := 0; len(rest) > 0; row++ {
			var r lex.Record
			n, ok := lex.First(rest, l.Separator(), true, &r)
			if !ok {
				t.Fatal("no record")
			}
			rest = rest[n:]
			if row >= l.HeaderRecords() {
				v, _ := d.Decode(&r, b)
				verdicts = append(verdicts, v.String())
			}
		}
		for _, f := range b.Column(cdr.RowFlags).Ints {
			if cdr.Flags(f)&cdr.FlagNegativeClamped != 0 {
				flags = append(flags, "n")
			} else {
				flags = append(flags, "-")
			}
		}
		if got := strings.Join(verdicts, " "); got != c.verdicts || strings.Join(flags, " ") != c.flags {
			t.Errorf("%s: %s, flags %s; want %s, %s", c.csv, got, flags, c.verdicts, c.flags)
		}
	}
}
