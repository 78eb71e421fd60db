package registrar

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/simulate/failover"
)

// shown is a timeline on one line: addresses with their spans.
func shown(t *Timeline) string {
	var parts []string
	for _, a := range t.Addresses() {
		for _, s := range t.Spans(a) {
			parts = append(parts, fmt.Sprintf("%s %s..%s", a.User, shownTime(s.FromSec), shownTime(s.UntilSec)))
		}
	}
	return strings.Join(parts, ", ")
}

// shownTime is the time of day, with the date unless it is 10 March 2026.
func shownTime(sec int64) string {
	if sec == 0 {
		return "?"
	}
	return strings.TrimPrefix(time.Unix(sec, 0).UTC().Format("2006-01-02 15:04:05"), "2026-03-10 ")
}

func at(t *testing.T, text string) int64 {
	t.Helper()
	when, err := time.Parse(time.RFC3339, "2026-03-10T"+text+"Z")
	if err != nil {
		t.Fatal(err)
	}
	return when.Unix()
}

// gregorian is a time of 10 March 2026 as KAZOO writes it.
func gregorian(t *testing.T, text string) string {
	return fmt.Sprint(at(t, text) + gregorianUnixSec)
}

func TestForms(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	g := func(text string) string { return gregorian(t, text) }
	taken := at(t, "14:00:00")
	for _, c := range []struct {
		name, text string
		opt        Options
		form       Form
		want       string
		rejected   int
	}{
		{
			name: "events as ecallmgr has them", form: FormEvents,
			text: `{"Event-Category":"directory","Event-Name":"reg_success","Event-Timestamp":` + g("14:00:00") + `,"Username":"Anna","Realm":"ACME","Expires":300}
				{"Event-Name":"reg_query","Username":"anna","Realm":"acme"}
				{"Event-Name":"reg_flush","Event-Timestamp":"` + g("14:01:00") + `","Username":"anna","Realm":"acme"}
				{"Event-Name":"reg_success","Event-Timestamp":` + g("14:02:00") + `,"Username":"anna","Realm":"acme","Expires":"60"}
				{"Event-Name":"reg_success","Event-Timestamp":` + g("14:02:30") + `,"Username":"anna","Realm":"acme","Expires":60}
				{"Event-Name":"reg_success","Event-Timestamp":` + g("14:03:00") + `,"Username":"anna","Realm":"acme","Expires":0}`,
			want: "anna 14:00:00..14:00:59, anna 14:02:00..14:02:59",
		},
		{
			name: "events in plain keys, damaged, out of order", form: FormEvents, rejected: 4,
			text: `{"time":"2026-03-10T14:05:00Z","username":"ben@acme","expires":60}` + "\n{\n" + `{"time":"2026-03-10T14:00:00Z","username":"ben","realm":"acme","expires":-1}
				{"time":"never","username":"ben","realm":"acme","expires":1}
				{"time":"2026-03-10T14:00:00Z","username":"","realm":"acme","expires":1}
				{"time":"2026-03-10T14:00:00Z","username":"ben","realm":"acme","expires":60}`,
			want: "ben 14:00:00..14:01:00, ben 14:05:00..14:06:00",
		},
		{
			name: "CSV in local time, other order of columns", form: FormCSV, opt: Options{Zone: berlin, DeviationSec: 10}, rejected: 2,
			text: "\ufeffusername;realm;expires;time\r\nanna;acme;60;2026-03-10 15:00:00\r\n;acme;60;2026-03-10 15:00:00\r\nanna;acme;x;2026-03-10 15:00:00\r\n",
			want: "anna 14:00:00..14:01:10",
		},
		{
			name: "CSV, Unix seconds and milliseconds, un-REGISTER", form: FormCSV,
			text: fmt.Sprintf("time,username,realm,expires\n%d,anna,acme,60\n%d000,anna,acme,0\n", taken, taken+10),
			want: "anna 14:00:00..14:00:09",
		},
		{
			name: "crossbar: the deviation is in it, the first REGISTER counts", form: FormCrossbar, opt: Options{DeviationSec: 180}, rejected: 1,
			text: `{"data":[{"username":"anna","account_realm":"acme","event_timestamp":` + g("14:00:00") + `,"initial_registration":` + g("12:00:00") + `,"expires":480},
				{"username":"ben","realm":"acme","event_timestamp":` + g("13:59:00") + `}]}`,
			want: "anna 12:00:00..14:08:00",
		},
		{
			name: "crossbar entries without their answer", form: FormCrossbar,
			text: `[{"username":"anna","realm":"acme","contact":"sip:a","event_timestamp":` + g("14:00:00") + `,"expires":60}]`,
			want: "anna 14:00:00..14:01:00",
		},
		{
			name: "crossbar again and again: who is missing has gone, in that realm", form: FormCrossbar,
			text: `{"timestamp":"2026-03-10T14:00:10Z","data":[{"username":"anna","realm":"acme","event_timestamp":` + g("14:00:00") + `,"expires":3600},{"username":"ben","realm":"acme","event_timestamp":` + g("14:00:00") + `,"expires":3600}]}
				{"timestamp":"2026-03-10T14:00:15Z","data":[{"username":"carl","realm":"other","event_timestamp":` + g("14:00:00") + `,"expires":3600}]}
				{"timestamp":"2026-03-10T14:20:00Z","data":[{"username":"anna","realm":"acme","event_timestamp":` + g("14:19:00") + `,"expires":3600}]}`,
			want: "anna 14:00:00..15:19:00, ben 14:00:00..14:19:59, carl 14:00:00..15:00:00",
		},
		{
			name: "crossbar, an earlier answer read later", form: FormCrossbar,
			text: `{"data":[{"username":"anna","realm":"acme","event_timestamp":` + g("14:19:00") + `,"initial_registration":` + g("12:00:00") + `,"expires":3600}]}
				{"data":[{"username":"anna","realm":"acme","event_timestamp":` + g("14:00:00") + `,"initial_registration":` + g("12:00:00") + `,"expires":3600}]}`,
			want: "anna 12:00:00..15:19:00",
		},
		{
			name: "location as mysql pipes it, local time", form: FormLocation, opt: Options{Zone: berlin, DeviationSec: 180}, rejected: 1,
			text: "id\tusername\tdomain\tcontact\texpires\tlast_modified\n1\tanna\tacme\tsip:a\t2026-03-10 15:05:00\t2026-03-10 15:00:00\n2\tben\tNULL\tsip:b\t2026-03-10 15:05:00\t2026-03-10 15:00:00\n",
			want: "anna 14:00:00..14:08:00",
		},
		{
			name: "location as psql draws it, without last_modified", form: FormLocation, opt: Options{DeviationSec: 180},
			text: " username | domain | expires\n----------+--------+---------------------\n anna     | acme   | 2026-03-10 14:05:00\n(1 row)\n",
			want: "anna ?..14:08:00",
		},
		{
			name: "location without last_modified, taken at a known time", form: FormLocation, opt: Options{TakenAtSec: taken},
			text: "username,domain,expires\nanna,acme,2026-03-10 14:05:00\nben,acme,2026-03-10 13:00:00\n",
			want: "anna 14:00:00..14:05:00",
		},
		{
			name: "location as CSV, a permanent contact", form: FormLocation,
			text: `"username","domain","contact","expires","last_modified"` + "\n" + `"anna","acme","sip:a;x=1,2","1970-01-01 00:00:00","2026-03-10 14:00:00"`,
			want: "anna 14:00:00..2106-02-07 06:28:15",
		},
		{
			name: "registrar_summary: what is left, from when it was taken", form: FormSummary, opt: Options{TakenAtSec: taken, DeviationSec: 180}, rejected: 2,
			text: "+---+\n| User | Contact | Path | Call-ID | Exp |\n+===+\n| anna@acme | h | p | c | 60 |\n| ben@acme | h | p | c | -1 |\n| carl | h | p | c | 5 |\n| dora@acme | h | p | c | x |\nFound 4 registrations\n",
			want: "anna 14:00:00..14:01:00",
		},
		{
			name: "Kamailio's log in local time without a year", form: FormKamailioLog, opt: Options{Zone: berlin, TakenAtSec: taken}, rejected: 1,
			text: "Mar 10 15:00:00 p kamailio[7]: c1|log|from sip:anna@acme\nMar 10 15:00:00 p kamailio[7]: c1|end|successful registered with contact : sip:a : 60\n" +
				"Mar 10 15:00:00 p kamailio[7]: c2|end|successful registered with contact : sip:b : 60\n" +
				"Mar 10 15:00:30 p kamailio[7]: c1|end|successful unregistered with contact : sip:a\n" +
				"Dec 31 23:59:30 p kamailio[7]: c1|end|successful registered with contact : sip:a : 10\n",
			want: "anna 2025-12-31 22:59:30..2025-12-31 22:59:40, anna 14:00:00..14:00:29",
		},
		{
			name: "Kamailio's log as RFC 5424", form: FormKamailioLog,
			text: "<134>1 2026-03-10T14:00:00.5Z p kamailio 7 - - c1|log|from <sip:anna@acme>\n<134>1 2026-03-10T14:00:00.5Z p kamailio 7 - - c1|end|successful registered with contact : a : b : 60\n",
			want: "anna 14:00:00..14:01:00",
		},
	} {
		b := NewBuilder(c.opt)
		if err := b.Read("reg", strings.NewReader(c.text)); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := b.Timeline()
		if s := got.Sources[0]; shown(got) != c.want || s.Form != c.form || s.Rejected != c.rejected {
			t.Errorf("%s:\n%s, %s, %d rejected (%s), want\n%s, %s, %d rejected", c.name, shown(got), s.Form, s.Rejected, s.FirstRejected, c.want, c.form, c.rejected)
		}
	}
}

func TestLocalTimes(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]struct {
		utc     string
		guessed int
	}{
		"2026-03-29 01:59:59": {"2026-03-29T00:59:59Z", 0},
		"2026-03-29 02:30:00": {"2026-03-29T01:30:00Z", 1}, // missing: half an hour past the change
		"2026-03-29 03:00:00": {"2026-03-29T01:00:00Z", 0},
		"2026-10-25 01:59:59": {"2026-10-24T23:59:59Z", 0},
		"2026-10-25 02:30:00": {"2026-10-25T00:30:00Z", 1}, // twice: the first
		"2026-10-25 03:00:00": {"2026-10-25T02:00:00Z", 0},
	} {
		z := instants{zone: berlin}
		sec, ok := z.unix(text)
		if got := time.Unix(sec, 0).UTC().Format(time.RFC3339); !ok || got != want.utc || z.guessed != want.guessed {
			t.Errorf("%s: %s, %d guessed, want %s, %d", text, got, z.guessed, want.utc, want.guessed)
		}
	}
}

func TestCoverageAndRemarks(t *testing.T) {
	b := NewBuilder(Options{DeviationSec: 100})
	for _, s := range []struct{ name, text string }{
		{"t.csv", "time,username,realm,expires\n2026-03-10T10:00:00Z,a,x,600\n2026-03-10T10:05:00Z,b,x,300\n2026-03-10T12:00:00Z,a,x,600\n"},
		{"s.json", `{"timestamp":"2026-03-10T14:00:00Z","data":[{"username":"a","realm":"x","event_timestamp":` + gregorian(t, "13:59:00") + `,"expires":700}]}`},
	} {
		if err := b.Read(s.name, strings.NewReader(s.text)); err != nil {
			t.Fatal(err)
		}
	}
	got := b.Timeline()
	want := []Span{{at(t, "10:11:40"), at(t, "12:00:00")}, {at(t, "14:00:00"), at(t, "14:00:00")}}
	if !slices.Equal(got.Coverage, want) {
		t.Errorf("coverage %v, want %v", got.Coverage, want)
	}
	for text, covered := range map[string]bool{"10:11:39": false, "10:11:40": true, "12:00:00": true, "12:00:01": false, "14:00:00": true} {
		if got.CoveredAt(at(t, text)) != covered {
			t.Errorf("%s: covered %v", text, !covered)
		}
	}
	remarks := append(got.Sources[0].Remarks(), got.Sources[1].Remarks()...)
	wantRemarks := []string{
		"t.csv: CSV of registrations, 3 REGISTERs from 2026-03-10T10:00:00Z: phones that registered before it are missing until they do again, at most 600 s",
		"s.json: crossbar registrations of 1 phones at 2026-03-10T14:00:00Z: who was registered before and who came later is not known",
	}
	if !slices.Equal(remarks, wantRemarks) {
		t.Errorf("%q", remarks)
	}
	if r := got.Registered(at(t, "14:00:00")); len(r) != 1 || r[0].Address != failover.NewAddress("a", "x") {
		t.Errorf("%+v", r)
	}
}

func TestReadRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                       "reg: an empty file found, registrations wanted",
		"hello":                                  "reg: no form of registrations recognised",
		"a,b\n1,2\n":                             "reg: no form of registrations recognised",
		"[7]":                                    "reg: no registration in this reg_success events can be read; line 1: a JSON value that is no object",
		"| User | C | Exp |":                     "reg: a registrar_summary counts seconds from when it was taken, and does not say when that was",
		"time,username,realm,expires\nx,a,b,1\n": `reg: no registration in this CSV of registrations can be read; line 2: time "x" found, RFC 3339, YYYY-MM-DD HH:MM:SS or Unix seconds wanted`,
	} {
		if err := NewBuilder(Options{}).Read("reg", strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
