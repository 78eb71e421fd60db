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
		{"Feb 10 2020 22:41", orderUnknown, "2020-02-10 22:41:00"}, // SQL Server
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

// Spellings of databases, mail, browsers and reports.
func TestParseStampOthers(t *testing.T) {
	for _, test := range []struct {
		text  string
		order dateOrder
		want  string // "" if it is no time
	}{
		{"20200210T224105Z", orderUnknown, "2020-02-10T22:41:05Z"},
		{"20200210T224105", orderUnknown, "2020-02-10T22:41:05 local"},
		{"20200210 224105", orderUnknown, "2020-02-10T22:41:05 local"},
		{"20200210-22:41:05", orderUnknown, "2020-02-10T22:41:05 local"},
		{"20200210x224105", orderUnknown, ""},
		{"2020.02.10 22:41:05", orderUnknown, "2020-02-10T22:41:05 local"},
		{"2020/02/10-22:41:05", orderUnknown, "2020-02-10T22:41:05 local"},
		{"2020-02-10-22.41.05.123456", orderUnknown, "2020-02-10T22:41:05.123456 local"}, // DB2
		{"2020-Feb-10 22:41:05", orderUnknown, "2020-02-10T22:41:05 local"},
		{"2020-02-10 22:41:05:123", orderUnknown, "2020-02-10T22:41:05.123 local"},
		{"2020-02-10 22:41:05:1234", orderUnknown, ""},
		{"10-FEB-20 10.41.05.000000 PM", orderUnknown, "2020-02-10T22:41:05 local"}, // Oracle
		{"10-FEB-20 10.41.05.123456000 PM +01:00", orderUnknown, "2020-02-10T21:41:05.123456Z"},
		{"10.2.2020 22.41", dayFirst, "2020-02-10T22:41:00 local"},
		{"10/Feb/2020:22:41:05 +0100", orderUnknown, "2020-02-10T21:41:05Z"},
		{"02/10/2020 - 10:41 PM", monthFirst, "2020-02-10T22:41:00 local"},
		{"Feb 10 2020 10:41PM", orderUnknown, "2020-02-10T22:41:00 local"},
		{"Feb  5 2020  1:41:05:123PM", orderUnknown, "2020-02-05T13:41:05.123 local"},
		{"February 10, 2020, 10:41 pm", orderUnknown, "2020-02-10T22:41:00 local"},
		{"Februar 10, 2020, 10:41 pm", orderUnknown, ""},
		{"10 February 2020 22:41:05", orderUnknown, "2020-02-10T22:41:05 local"},
		{"Monday, February 10, 2020 at 10:41:05 PM", orderUnknown, "2020-02-10T22:41:05 local"},
		{"Mon 10 Feb 2020 10:41:05 PM CET", orderUnknown, "2020-02-10T22:41:05 CET"},
		{"Mon, 10 Feb 20 22:41:05 +0000", orderUnknown, "2020-02-10T22:41:05Z"},
		{"Mon Feb 10 22:41:05 +0100 2020", orderUnknown, "2020-02-10T21:41:05Z"},
		{"Feb 10 22:41:05 2020", orderUnknown, "2020-02-10T22:41:05 local"},
		{"Mon Feb 10 2020 22:41:05 GMT+0100 (CET)", orderUnknown, "2020-02-10T21:41:05Z"}, // browsers
		{"Mon Feb 10 2020 22:41:05 GMT+0000 (Coordinated Universal Time)", orderUnknown, "2020-02-10T22:41:05Z"},
		{"2020-02-10T22:41:05.5+01:00[Europe/Berlin]", orderUnknown, "2020-02-10T21:41:05.5Z"}, // Java
		{"2020-02-10T22:41:05Z[UTC]", orderUnknown, "2020-02-10T22:41:05Z"},
		{"2020-02-10 22:41:05 (UTC)", orderUnknown, "2020-02-10T22:41:05Z"},
		{"2020-02-10 22:41:05 UTC-05:30", orderUnknown, "2020-02-11T04:11:05Z"},
		{"18:55:41.000 GMT+4 Tue Feb 11 2014", orderUnknown, "2014-02-11T14:55:41Z"},
		{"September 6th 2025 5:45 pm", orderUnknown, "2025-09-06T17:45:00 local"},
		{"Sep 6xx 2025 5:45 pm", orderUnknown, ""},
		{"Ann Feb 10 2020", orderUnknown, ""},
		{"Annabel 10 Feb 2020 22:41:05", orderUnknown, ""},
		// The weekday tells the order, where only one is right.
		{"Mon 02/03/2026 9:44 PM", orderUnknown, "2026-03-02T21:44:00 local"},
		{"Tue 02/03/2026 9:44 PM", dayFirst, "2026-02-03T21:44:00 local"},
		{"Mon, 23/02/2026 21:44:11", monthFirst, "2026-02-23T21:44:11 local"},
		{"Fri 05/06/2026 21:44", orderUnknown, "2026-06-05T21:44:00 local"},
		{"Sun 01/02/2026 21:44", orderUnknown, "2026-02-01T21:44:00 local"},
		{"Sat 01/08/2026 21:44", orderUnknown, "2026-08-01T21:44:00 local"},
		{"Lun 05/06/2026 21:44", dayFirst, "2026-06-05T21:44:00 local"},
		{"Lun 05/06/2026 21:44", orderUnknown, ""},
	} {
		got := ""
		if s, ok := parseStamp([]byte(test.text), test.order); ok {
			got = time.Unix(s.sec, s.micros*1000).UTC().Format("2006-01-02T15:04:05.999999")
			switch {
			case s.zoned:
				got += "Z"
			case s.zone != "":
				got += " " + s.zone
			default:
				got += " local"
			}
		}
		if got != test.want {
			t.Errorf("%q, %s: got %q, want %q", test.text, test.order, got, test.want)
		}
	}
}
