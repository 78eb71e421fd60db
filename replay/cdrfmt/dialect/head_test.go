package dialect

import (
	"bytes"
	"strings"
	"testing"
)

func TestTitles(t *testing.T) {
	const head, row = "uuid,end_time,hangup_cause\n", "a,2026-03-10 10:00:00,USER_BUSY\n"
	for _, test := range []struct {
		name, text string
		leading    int
	}{
		{"none", head + row, 0},
		{"no header", row + row, 0},
		{"one", "Report of March\n" + head + row, 1},
		{"a blank line", "Report\n\n\n" + head + row, 1},
		{"with times", "from 2026-03-01 00:00:00,to 2026-04-01 00:00:00\n" + head + row, 1},
		{"comments and a title", "# x\nReport\n" + head + row, 2},
		{"a header inside the rows", row + row + head + row, 0},
		{"two names and digits", "Report\n1,start,end\n" + row, 0},
		{"too many", strings.Repeat("Report\n", 21) + head + row, 0},
		{"just few enough", strings.Repeat("Report\n", 20) + head + row, 20},
		{"empty", "", 0},
	} {
		if s := takeSample([]byte(test.text), ',', true, maxSampled); s.leading != test.leading {
			t.Errorf("%s: got %d, want %d", test.name, s.leading, test.leading)
		}
	}
}

func TestIsStamp(t *testing.T) {
	for text, want := range map[string]bool{
		"2026-03-10 10:00:00": true, "13/3/2026 10:00": true, "3/13/2026 10:00 AM": true, "1773136800": true, "1773136800000": true,
		"": false, "10:00": false, "2026-03-10": false, "12": false, "-1773136800": false, "USER_BUSY": false, "2000-01-01 00:00:00": false,
	} {
		if isStamp([]byte(text)) != want {
			t.Errorf("%q: want %v", text, want)
		}
	}
}

func TestCountDigits(t *testing.T) {
	for c := range 256 {
		for n := range 17 {
			text := bytes.Repeat([]byte{'x', byte(c)}, n)
			want := 0
			if isDigit(byte(c)) {
				want = n
			}
			if got := countDigits(text); got != want {
				t.Fatalf("%q: got %d, want %d", text, got, want)
			}
		}
	}
}
