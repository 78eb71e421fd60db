package dialect

import (
	"testing"
	"time"
)

// Spellings of programs and spreadsheets beside those of switches.
func TestParseStampSpreadsheets(t *testing.T) {
	const layout = "2006-01-02 15:04:05"
	for _, test := range []struct {
		text  string
		order dateOrder
		want  string // "" if it is no time
	}{
		{"10/2/2020 22:41", dayFirst, "2020-02-10 22:41:00"},
		{"2/10/2020 10:41:05 PM", monthFirst, "2020-02-10 22:41:05"},
		{"2/10/2020, 10:41:05 PM", monthFirst, "2020-02-10 22:41:05"},
		{"2/10/2020, 10:41:05\u202fPM", monthFirst, "2020-02-10 22:41:05"},
		{"10.2.20 22:41:05", dayFirst, "2020-02-10 22:41:05"},
		{"2/10/99 22:41", monthFirst, "1999-02-10 22:41:00"},
		{"10-2-20 22:41", dayFirst, ""}, // may begin with the year
		{"10/2/202 22:41", dayFirst, ""},
		{"10/2/2020 22:41", orderUnknown, ""},
		{"10/2.2020 22:41", dayFirst, ""},
		{"10 2 2020 22:41", dayFirst, ""},
		{"10-Feb-2020 22:41:05", orderUnknown, "2020-02-10 22:41:05"},
		{"10-Feb-20 22:41", orderUnknown, "2020-02-10 22:41:00"},
		{"10 feb 2020 22:41", monthFirst, "2020-02-10 22:41:00"},
		{"10/FEB/2020 22:41", monthFirst, "2020-02-10 22:41:00"},
		{"10-Fab-2020 22:41", orderUnknown, ""},
		{"Feb 10, 2020 10:41:05 PM", orderUnknown, "2020-02-10 22:41:05"},
		{"Feb 10, 2020, 22:41", orderUnknown, "2020-02-10 22:41:00"},
		{"Feb 30, 2020 22:41", orderUnknown, ""},
		{"Feb 10 2020 22:41", orderUnknown, ""},
		{"2020-02-10 10:41:05 PM", orderUnknown, "2020-02-10 22:41:05"},
		{"Mon Feb 10 22:41:05 2020", orderUnknown, "2020-02-10 22:41:05"},
	} {
		got := ""
		if s, ok := parseStamp([]byte(test.text), test.order); ok {
			got = time.Unix(s.sec, 0).UTC().Format(layout)
		}
		if got != test.want {
			t.Errorf("%q, %s: got %q, want %q", test.text, test.order, got, test.want)
		}
	}
}

// layoutOf writes the layout under which --column reads the example.
func TestLayoutOf(t *testing.T) {
	for _, example := range []string{
		"3/4/2020 10:00", "3/4/2020 10:00:07", "3-4-2020 10:00:07.5", "3/4/20 10:00", "3/4/2020 01:00 PM", "3/4/2020, 1:00:09 am",
	} {
		for _, order := range []dateOrder{dayFirst, monthFirst} {
			first, second := "d", "m"
			if order == monthFirst {
				first, second = "m", "d"
			}
			form, err := newStampForm(layoutOf(example, first, second))
			if err != nil {
				t.Errorf("%q: %v", example, err)
				continue
			}
			want, ok := parseStamp([]byte(example), order)
			if got, read := form.parse([]byte(example)); !ok || !read || got != want {
				t.Errorf("%q as %s: got %+v %v, want %+v", example, form.parts, got, read, want)
			}
		}
	}
}
