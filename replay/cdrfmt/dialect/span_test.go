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
		// As people and their reports write them.
		"5 s": 5_000_000, "5min": 300_000_000, "5S": 5_000_000, "1 min 5 sec": 65_000_000, "4 mins. 5 secs": 245_000_000, "1 hour, 2 minutes": 3_720_000_000,
		"1h 2m 3s": 3_723_000_000, "1ms.21ms": 1_210, "5 secs.": 5_000_000, "1min,5sec": 65_000_000, "1 Day 1 Hr": 90_000_000_000,
		// ISO 8601.
		"PT1M5S": 65_000_000, "PT0S": 0, "PT1H0.5S": 3_600_500_000, "P1DT1S": 86_401_000_000, "P0DT42S": 42_000_000,
	} {
		if got, ok := parseUnitSpan([]byte(text)); !ok || got != want {
			t.Errorf("%s: %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "-", "10", "s", "1m5", "1..5s", "999999999h", "876000h876000h",
		"5 foo", "5 5", "5 s 5", "s5", "P", "PT", "P1M", "P1Y", "P1W", "P1DT", "PT5", "5s,,5s", "5s..", "1 in 5 s"} {
		if got, ok := parseUnitSpan([]byte(text)); ok {
			t.Errorf("%q: %d", text, got)
		}
	}
}

// What Go reads as well is the same, but for decimals beyond the sixth.
func FuzzUnitSpan(f *testing.F) {
	for _, seed := range []string{"10s", "1m5.25s", "2h0m1.5s", "1.000001ms", "-5s", "7"} {
		f.Add(seed)
	}
	f.Add("1 min 5 sec")
	f.Add("PT1M5S")
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := parseUnitSpan([]byte(text))
		if !ok {
			return
		}
		want, err := time.ParseDuration(text)
		if err != nil { // in words, or of ISO 8601
			return
		}
		diff, slack := want.Microseconds()-got, int64(1+3600*strings.Count(text, "."))
		if diff > slack || diff < -slack {
			t.Errorf("%q: %d, Go reads %d, %v", text, got, want.Microseconds(), err)
		}
	})
}

// TestGlance: a field that is only glanced at never rejects a row, unless
// another is derived from it.
func TestGlance(t *testing.T) {
	for _, c := range []struct{ csv, verdicts, flags string }{
		{"end_time,duration_s,hangup_cause\n2026-03-10T10:00:00Z,-5,A\n2026-03-10T10:00:00Z,5 foo,A\n", "accepted accepted", "n -"},
		{"start_time,duration_s,hangup_cause\n2026-03-10T10:00:00Z,-5,A\n2026-03-10T10:00:00Z,5 foo,A\n", "accepted rejected", "n"},
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
