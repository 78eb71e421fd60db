package dialect

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// readText is what a clock makes of a text: RFC 3339, "null" or "garbage".
func readText(k *clock, text string) string {
	t, got := k.read([]byte(text))
	switch got {
	case readNull:
		return "null"
	case readGarbage:
		return "garbage"
	}
	return time.UnixMicro(t.unixMicros).UTC().Format(time.RFC3339Nano)
}

func TestClockByContent(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2020-02-10T22:41:05Z", "2020-02-10T22:41:05Z"},
		{"2020-02-10T22:41:05.5Z", "2020-02-10T22:41:05.5Z"},
		{"2020-02-10T22:41:05.123456789+05:30", "2020-02-10T17:11:05.123456Z"},
		{"2020-02-10 22:41:05", "2020-02-10T22:41:05Z"},
		{"2020-02-10 22:41:05.25", "2020-02-10T22:41:05.25Z"},
		{"2020-02-10 22:41:05,25", "2020-02-10T22:41:05.25Z"},
		{"2020-02-10_22:41:05", "2020-02-10T22:41:05Z"},
		{"2020-02-10_22-41-05", "2020-02-10T22:41:05Z"},
		{"2020-02-10 22:41", "2020-02-10T22:41:00Z"},
		{"2020/2/10 22:41", "2020-02-10T22:41:00Z"},
		{"2020/02/10 9:41:05", "2020-02-10T09:41:05Z"},
		{"20200210224105", "2020-02-10T22:41:05Z"},
		{"20200210224105.125", "2020-02-10T22:41:05.125Z"},
		{"20200210 22:41:05", "2020-02-10T22:41:05Z"},
		{"2020-02-10 22:41:05 +0000 UTC", "2020-02-10T22:41:05Z"},
		{"2020-02-10 22:41:05 +0100 CET", "2020-02-10T21:41:05Z"},
		{"2020-02-10 22:41:05 -0330", "2020-02-11T02:11:05Z"},
		{"2020-02-10 22:41:05+01", "2020-02-10T21:41:05Z"},
		{"2020-02-10 22:41:05 UTC", "2020-02-10T22:41:05Z"},
		{"Mon Dec 15 11:38:34 2003", "2003-12-15T11:38:34Z"},
		{"Mon Dec  5 11:38:34 2003", "2003-12-05T11:38:34Z"},
		{"Mon, 30 Mar 2020 14:20:09 GMT", "2020-03-30T14:20:09Z"},
		{"1594150929", "2020-07-07T19:42:09Z"},
		{"1594150929.25", "2020-07-07T19:42:09.25Z"},
		{"1594150929250", "2020-07-07T19:42:09.25Z"},
		{"1594150929250001", "2020-07-07T19:42:09.250001Z"},
		{"63752755809", "2020-03-30T02:50:09Z"},
		// Leap seconds and leap days.
		{"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
		{"2020-02-29 00:00:00", "2020-02-29T00:00:00Z"},
		{"2000-02-29 00:00:00", "2000-02-29T00:00:00Z"},
		{"2000-01-01 00:00:01", "2000-01-01T00:00:01Z"},
		{"1999-12-31 23:59:60", "2000-01-01T00:00:00Z"},
		// None.
		{"", "null"}, {"0", "null"}, {"0.000", "null"}, {"NA", "null"}, {"NULL", "null"}, {`\N`, "null"},
		{"1900-01-01 00:00:00", "null"}, {"1970-01-01 01:00:00", "null"}, {"1970-01-01T00:00:00Z", "null"},
		{"0000-00-00 00:00:00", "null"}, {"2000-01-01 00:00:00", "null"}, {"2000-01-01T00:00:00Z", "null"},
		{"2000-01-01", "null"}, {"0000-00-00", "null"},
		// Not in the calendar, or no time at all.
		{"2020-13-10 22:41:05", "garbage"}, {"2020-02-30 22:41:05", "garbage"}, {"2019-02-29 00:00:00", "garbage"},
		{"1900-02-29 00:00:00", "garbage"}, {"2020-02-10 25:41:05", "garbage"}, {"2020-02-10 24:00:00", "garbage"},
		{"2020-02-10 22:60:05", "garbage"}, {"2020-02-10 22:41:61", "garbage"}, {"2020-02-10 22:41:05 PM", "garbage"},
		{"2020-02-10", "garbage"}, {"2020-02-10 22", "garbage"}, {"2020-00-10 22:41:05", "garbage"},
		{"2020-02-10 22:41:05 Mars", "garbage"}, {"2020-02-10 22:41:05.", "garbage"}, {"2020-02-10 22:41:05+25:00", "garbage"},
		{"12", "garbage"}, {"12x", "garbage"}, {"-1594150929", "garbage"}, {"1.58E+09", "garbage"},
		{"99999999999999999999", "garbage"}, {"10/11/2020 22:41:05", "garbage"}, {"yesterday", "garbage"},
		{"2020-02-10T22:41:05Z ", "garbage"}, {"20201310224105", "garbage"},
	} {
		if got := readText(newClock(&column{}, nil), test.text); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestClockByUnit(t *testing.T) {
	for _, test := range []struct{ unit, text, want string }{
		{"s", "1594150929", "2020-07-07T19:42:09Z"},
		{"epoch", "12", "1970-01-01T00:00:12Z"},
		{"ms", "1594150929250.5", "2020-07-07T19:42:09.2505Z"},
		{"us", "1594150929250001", "2020-07-07T19:42:09.250001Z"},
		{"gregorian", "62167219201", "1970-01-01T00:00:01Z"},
		{"s", "1594150929250001", "garbage"},
		{"s", "2020-02-10 22:41:05", "2020-02-10T22:41:05Z"},
		{"d/m/Y H:M:S", "03/04/2020 22:41:05", "2020-04-03T22:41:05Z"},
		{"m/d/Y H:M:S", "03/04/2020 22:41:05", "2020-03-04T22:41:05Z"},
		{"%m/%d/%Y %H:%M", "3/4/2020 22:41", "2020-03-04T22:41:00Z"},
		{"d.m.y H:M", "3.4.20 22:41", "2020-04-03T22:41:00Z"},
		{"d-b-y I:M:S p", "03-Apr-70 12:41:05 AM", "1970-04-03T00:41:05Z"},
		{"d-b-y I:M:S p", "03-APR-69 12:41:05 pm", "2069-04-03T12:41:05Z"},
		{"YmdTHMS.fz", "20200403T224105.25+0200", "2020-04-03T20:41:05.25Z"},
		{"d/m/Y H:M:S", "13/13/2020 22:41:05", "garbage"},
		{"d/m/Y H:M:S", "03/04/2020 22:41", "garbage"},
		{"d/m/Y H:M:S", "03/04/2020 22:41:05 x", "garbage"},
		{"d/m/Y H:M:S", "", "null"},
	} {
		m, err := ParseColumn("end_time=stop:" + test.unit)
		if err != nil {
			t.Errorf("%s: %v", test.unit, err)
			continue
		}
		c, err := m.column()
		if err != nil {
			t.Fatal(err)
		}
		if got := readText(newClock(&c, nil), test.text); got != test.want {
			t.Errorf("%s %q: got %s, want %s", test.unit, test.text, got, test.want)
		}
	}
}

func TestClockByOrder(t *testing.T) {
	for _, test := range []struct {
		order      dateOrder
		text, want string
	}{
		{dayFirst, "3/4/2020 22:41:05", "2020-04-03T22:41:05Z"},
		{monthFirst, "3/4/2020 10:41 PM", "2020-03-04T22:41:00Z"},
		{monthFirst, "3/4/2020 12:41:05 AM", "2020-03-04T00:41:05Z"},
		{dayFirst, "3.4.2020 22:41:05", "2020-04-03T22:41:05Z"},
		{monthFirst, "13/4/2020 22:41:05", "garbage"},
		{orderUnknown, "13/4/2020 22:41:05", "garbage"},
	} {
		if got := readText(newClock(&column{order: test.order}, nil), test.text); got != test.want {
			t.Errorf("%s %q: got %s, want %s", test.order, test.text, got, test.want)
		}
	}
}

// Every form that package time can read must be read as it reads it, whether
// or not the day is remembered from the time before.
func TestClockEqualsTimeParse(t *testing.T) {
	layouts := []string{
		"2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05.000Z07:00", "2006-01-02_15-04-05",
		"2006-01-02T15:04:05.000000-07:00", "2006/1/2 15:04", "20060102150405", "20060102150405.000",
		"2006-01-02 15:04:05 -0700 MST", time.ANSIC, time.RFC1123,
	}
	random := rand.New(rand.NewPCG(1, 2))
	zones := []*time.Location{time.UTC, time.FixedZone("CET", 3600), time.FixedZone("", -12600)}
	k := newClock(&column{}, nil)
	for range 20000 {
		from, to := time.Date(1971, 1, 1, 0, 0, 0, 0, time.UTC).Unix(), int64(4291747200)
		when := time.Unix(from+random.Int64N(to-from), random.Int64N(1e9)).In(zones[random.IntN(len(zones))])
		layout := layouts[random.IntN(len(layouts))]
		if layout == time.RFC1123 || layout == "2006-01-02 15:04:05 -0700 MST" {
			when = when.UTC()
		}
		text := when.Format(layout)
		want, err := time.Parse(layout, text)
		if err != nil {
			t.Fatal(err)
		}
		if isNoTime([]byte(text)) {
			continue
		}
		for range 2 {
			wanted := want.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano)
			if got := readText(k, text); got != wanted {
				t.Fatalf("%s %q: got %s, want %s", layout, text, got, wanted)
			}
		}
	}
}

func TestDaysSince1970(t *testing.T) {
	for year := range 10000 {
		for month := 1; month <= 12; month++ {
			for _, day := range []int{0, 1, 28, 29, 30, 31, 32} {
				when := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
				valid := when.Day() == day && when.Month() == time.Month(month)
				days, ok := daysSince1970(year, month, day)
				if ok != valid || ok && days*daySec != when.Unix() {
					t.Fatalf("%d-%d-%d: got %d %v, want %d %v", year, month, day, days, ok, when.Unix()/daySec, valid)
				}
			}
		}
	}
}

func FuzzTime(f *testing.F) {
	for _, text := range []string{
		"2020-02-10T22:41:05.5+01:00", "2020/2/10 22:41", "3/4/2020 10:41 PM", "20200210224105.125",
		"Mon Dec  5 11:38:34 2003", "Mon, 30 Mar 2020 14:20:09 GMT", "1594150929.25", "63752755809", "0000-00-00",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		k := newClock(&column{order: dayFirst}, time.FixedZone("", 5400))
		got, how := k.read([]byte(text))
		if again, howAgain := k.read([]byte(text)); again != got || howAgain != how {
			t.Fatalf("%q: read as %v %v, then as %v %v", text, got, how, again, howAgain)
		}
		if how != readValue {
			return
		}
		if s, ok := parseStamp([]byte(text), dayFirst); ok && !isDigits([]byte(strings.Split(text, ".")[0])) {
			if slow, _ := k.place(s); slow != got {
				t.Fatalf("%q: read as %v, by the slow path as %v", text, got, slow)
			}
		}
		when := time.UnixMicro(got.unixMicros).UTC()
		if year := when.Year(); year < 1971 || year > 9999 {
			return
		}
		written := when.Format("2006-01-02T15:04:05.000000Z")
		if back, how := k.read([]byte(written)); how == readValue && back.unixMicros != got.unixMicros {
			t.Fatalf("%q: read as %s, and that as %v", text, written, back)
		}
	})
}
