package dialect

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// asteriskRow is a row of cdr_csv with the given columns behind amaflags.
func asteriskRow(second int, tail string) string {
	return fmt.Sprintf(`"acme","101","2025550142","internal","""Ann"" <101>","SIP/101-%08x","SIP/gw-%08x","Dial","SIP/gw,30","2026-03-10 14:00:%02d",,"2026-03-10 14:01:%02[3]d",60,0,"BUSY","DOCUMENTATION"%[4]s`+"\n",
		2*second, 2*second+1, second, tail)
}

// Every way of setting cdr_csv's options is told by what the columns hold.
func TestAsteriskForms(t *testing.T) {
	for tail, want := range map[string]string{
		"":                                    "null null",
		`,"1773151200.1"`:                     "1773151200.1 1773151200.1",
		`,"sales"`:                            "null null",
		`,""`:                                 "null null",
		`,"1773151200.1",""`:                  "1773151200.1 1773151200.1",
		`,"","1773151200.0",7`:                "null 1773151200.0",
		`,"1773151200.1","","1773151200.0",7`: "1773151200.1 1773151200.0",
		`,"sales","","1773151200.0",7`:        "null 1773151200.0",
		`,"s-1773151200.1","","","1773151200.0",7`: "s-1773151200.1 1773151200.0",
	} {
		text := describe("x.csv", []byte(asteriskRow(0, tail)), &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: allFields})
		got := valueIn(text, "call_id") + " " + valueIn(text, "interaction_id")
		if name := valueIn(text, "dialect"); got != want || name != "asterisk" {
			t.Errorf("%s: got %s, %s, want %s", tail, name, got, want)
		}
	}
}

// valueIn is the value of a field in what describe wrote, or "null".
func valueIn(text, field string) string {
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), field+": "); ok {
			return value
		}
	}
	return "null"
}

// The files of testdata are told to be of the family that begins their name,
// whatever is done to their line ends and whether or not all of them is seen.
func TestFamilies(t *testing.T) {
	for name, data := range madeUp(t) {
		family, _, _ := strings.Cut(strings.TrimPrefix(name, "testdata/"), "_")
		for _, text := range []string{string(data), strings.ReplaceAll(string(data), "\n", "\r\n"), "\ufeff" + string(data)} {
			l, err := Recognise("x.csv", []byte(text), true, &Options{Need: cdr.FieldsOf(cdr.EndTime)})
			if err != nil {
				t.Errorf("%s: %v", name, err)
			} else if got, _, _ := strings.Cut(l.Name(), ":"); got != family {
				t.Errorf("%s: told to be %s", name, l.Name())
			}
		}
	}
}

func TestAsteriskExamples(t *testing.T) {
	for _, about := range aboutAsterisk {
		for _, name := range []string{"", "asterisk", about.Name} {
			opt := replayOptions()
			opt.Dialect = name
			l, err := Recognise("x.csv", []byte(about.Example), true, opt)
			if err != nil || l.Name() != about.Name {
				t.Errorf("%s as %q: %v, %v", about.Name, name, l, err)
				continue
			}
			if got := strings.Join(decodeAll(t, about.Example, cdr.HangupCause, opt), "|"); got != "USER_BUSY" {
				t.Errorf("%s: %s", about.Name, got)
			}
		}
	}
}

// What is told by names bears other names, orders and a header that does not
// fit; what is not told says so.
func TestAsteriskRecognise(t *testing.T) {
	row := asteriskRow(1, `,"1773151201.1",""`)
	cells := strings.Split(strings.TrimSpace(row), ",")
	const table = "calldate,clid,duration,disposition\n2026-03-10 14:00:00,x,9,BUSY\n"
	for _, test := range []struct{ name, text, forced, want string }{
		{"names over rows", strings.ReplaceAll(csvColumns, " ", ",") + ",uniqueid,userfield\n" + row, "", "asterisk"},
		{"names in words", "Account,Src,Dst,Destination Context,CLID,Channel,Dst Channel,Last App,Last Data,Start,Answer,End,Duration,Billsec,Disposition,AMA Flags,Unique ID,User Field\n" + row, "", "asterisk:table"},
		{"foreign words over rows", strings.Repeat("x,", len(cells)-2) + "x\n" + row + row, "", "asterisk"},
		{"too few words over rows", strings.ReplaceAll(csvColumns, " ", ",") + "\n" + row + row, "", "asterisk"},
		{"a broken row first", strings.Replace(row, "2026-03-10", "x", 1) + row + row, "", "asterisk"},
		{"a table", table, "", "asterisk:table"},
		{"an empty table", "calldate,clid,duration,disposition\n", "", "asterisk:table"},
		{"a table as FreePBX's", table, "asterisk:freepbx", "asterisk:freepbx"},
		{"a table as cdr_custom", table, "asterisk:custom", "not asterisk:custom"},
		{"rows as cdr_custom", row, "asterisk:custom", "asterisk:custom"},
		{"rows as a table", row, "asterisk:table", "not asterisk:table: found acme, 101"},
		{"FreeSWITCH's", exampleRow, "asterisk", "not asterisk: found rows with 15 fields"},
		{"two dispositions", "2026-03-10 14:00:00,2026-03-10 14:00:09,9,BUSY,BUSY\n", "", "found 5 columns"},
		{"no length", "101,102,2026-03-10 14:00:00,BUSY\n", "", "found 4 columns"},
		{"an end that is none", "2026-03-10 14:00:00,2026-03-10 14:00:09,3,BUSY\n", "", "found 4 columns"},
		{"a start alone", "2026-03-10 14:00:00,9,0,BUSY\n", "", "asterisk:custom"},
		{"two lengths", "2026-03-10 14:00:00,9,7,x,8,2,x,ANSWERED\n", "", "found 8 columns"},
		{"numbers called and lengths", "101,100,2026-03-10 14:00:00,8,2,ANSWERED\n", "", "asterisk:custom"},
		{"the end first", "BUSY,2026-03-10 14:00:09,9,2026-03-10 14:00:00\n", "", "asterisk:custom"},
		{"with microseconds", "1773151200.000000,1773151209.000001,9.000001,BUSY\n", "", "asterisk:custom"},
	} {
		opt := replayOptions()
		opt.Dialect = test.forced
		l, err := Recognise("x.csv", []byte(test.text), true, opt)
		var bad *cdr.DataError
		switch {
		case err == nil && l.Name() != test.want:
			t.Errorf("%s: %s, want %s", test.name, l.Name(), test.want)
		case err != nil && (!errors.As(err, &bad) || !strings.Contains(bad.Problem, test.want)):
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
}

// Columns of cdr_custom are told in any order.
func TestAsteriskMappings(t *testing.T) {
	type call struct{ start, answer, end, duration, billsec, disposition string }
	calls := []call{
		{"2026-03-10 14:00:00", "2026-03-10 14:00:04", "2026-03-10 14:01:01", "61", "57", "ANSWERED"},
		{"2026-03-10 14:00:02", "", "2026-03-10 14:00:12", "10", "0", "BUSY"},
		{"2026-03-10 14:00:03", "2026-03-10 14:00:03", "2026-03-10 14:00:09", "5", "5", "ANSWERED"},
	}
	write := func(order string) string {
		var text strings.Builder
		for _, c := range calls {
			row := strings.NewReplacer("start", c.start, "answer", c.answer, "end", c.end, "duration", c.duration, "billsec", c.billsec,
				"disposition", c.disposition, "src", "101", "dst", "2025550142").Replace(order)
			text.WriteString(row + "\n")
		}
		return text.String()
	}
	for _, order := range []string{
		"start,answer,end,duration,billsec,disposition",
		"disposition;billsec;duration;end;answer;start",
		"src,dst,start,end,disposition,duration",
		"src,dst,start,duration,billsec,disposition",
		"src,end,answer,dst,disposition,billsec,duration,start",
		"src,dst,start,answer,end,disposition",
	} {
		opt := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.StartTime, cdr.DurationMs, cdr.BillsecMs)}
		want := map[cdr.Field]string{
			cdr.StartTime: "2026-03-10T14:00:00Z|2026-03-10T14:00:02Z|2026-03-10T14:00:03Z",
			cdr.EndTime:   "2026-03-10T14:01:01Z|2026-03-10T14:00:12Z|2026-03-10T14:00:09Z",
		}
		if !strings.Contains(order, "end") {
			want[cdr.EndTime] = "2026-03-10T14:01:01Z|2026-03-10T14:00:12Z|2026-03-10T14:00:08Z"
		}
		if strings.Contains(order, "duration") {
			want[cdr.DurationMs] = "61000|10000|5000"
		}
		if strings.Contains(order, "billsec") {
			want[cdr.BillsecMs] = "57000|0|5000"
		}
		for f, want := range want {
			if got := strings.Join(decodeAll(t, write(order), f, opt), "|"); got != want {
				t.Errorf("%s: %s: got %s, want %s", order, f, got, want)
			}
		}
	}
}

// A time alone is the start or the end, as uniqueid says.
func TestAsteriskSoleTime(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-10 14:00:00,9,0,BUSY\n":              "2026-03-10T14:00:09Z true",
		"2026-03-10 14:00:00,9,0,BUSY,1773151200.1\n": "2026-03-10T14:00:09Z false",
		"2026-03-10 15:00:00,9,0,BUSY,1773151200.1\n": "2026-03-10T15:00:09Z false", // in another zone
		"2026-03-10 14:00:09,9,0,BUSY,1773151200.1\n": "2026-03-10T14:00:09Z false",
		"2026-03-10 14:05:09,9,0,BUSY,1773151200.1\n": "2026-03-10T14:05:18Z true",
	} {
		opt := replayOptions()
		l, err := Recognise("x.csv", []byte(text), true, opt)
		if err != nil {
			t.Fatal(err)
		}
		remarked := strings.Contains(strings.Join(l.Remarks(), "\n"), "the only time")
		if got := fmt.Sprint(decodeAll(t, text, cdr.EndTime, opt)[0], " ", remarked); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// Zones that contradict uniqueid are remarked on, and no others.
func TestAsteriskClock(t *testing.T) {
	row := asteriskRow(0, `,"1773151200.1",""`) // 14:00:00 UTC
	for _, test := range []struct{ text, zone, want string }{
		{row, "UTC", ""},
		{row, "Europe/Berlin", "start is not in Europe/Berlin but at UTC by the Unix time in uniqueid"},
		{strings.ReplaceAll(row, " 14:", " 15:"), "Europe/Berlin", ""},
		{strings.ReplaceAll(row, " 14:", " 15:"), "UTC", "start is not in UTC but at UTC+01:00 by"},
		{strings.ReplaceAll(row, " 14:0", " 08:3"), "UTC", "at UTC-05:30 by"},
		{strings.ReplaceAll(row, " 14:0", " 19:4"), "Asia/Kathmandu", ""},
		{strings.ReplaceAll(row, " 14:0", " 14:1"), "UTC", ""}, // a later row of the call
		{strings.ReplaceAll(row, "1773151200.1", ""), "Europe/Berlin", ""},
		{row + strings.ReplaceAll(row, " 14:", " 15:"), "UTC", ""},
	} {
		opt := replayOptions()
		opt.Zone = mustZone(t, test.zone)
		l, err := Recognise("x.csv", []byte(test.text), true, opt)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, remark := range l.Remarks() {
			if strings.Contains(remark, "Unix time") {
				got = remark
			}
		}
		if !strings.Contains(got, test.want) || (got == "") != (test.want == "") {
			t.Errorf("%.200s in %s: got %q, want %q", test.text, test.zone, got, test.want)
		}
	}
}

// Rows of one call that a queue wrote are told apart, whichever form they have.
func TestApart(t *testing.T) {
	apart := func(text string) []string {
		l, err := Recognise("x.csv", []byte(text), true, replayOptions())
		if err != nil {
			t.Fatal(err)
		}
		d := l.NewDecoder()
		b := d.NewBatch()
		var list []string
		for _, r := range takeSample([]byte(text), l.Separator(), true, maxSampled).records[l.HeaderRecords():] {
			d.Decode(r, b)
			text, sequence := d.Apart(r)
			list = append(list, fmt.Sprint(l.TellsApart(), string(text), sequence))
		}
		return list
	}
	got := apart(asteriskRow(1, `,"1773151200.1",""`) + asteriskRow(2, `,"1773151200.1",""`) + asteriskRow(1, `,"1773151200.1","","","1773151200.1",7`))
	if got[2] != got[0] || got[0] == got[1] || !strings.HasPrefix(got[0], "true") {
		t.Errorf("%q", got)
	}
	custom := apart(`"""Ann"" <101>","101","2025550142","internal","SIP/101-00000002","SIP/gw-00000003","Dial","SIP/gw,30","2026-03-10 14:00:01","","2026-03-10 14:01:01","60","0","BUSY","DOCUMENTATION","acme","1773151200.1","",8` + "\n")
	if strings.TrimSuffix(custom[0], "9") != strings.TrimSuffix(got[0], "0") {
		t.Errorf("%q, want as %q with a sequence", custom[0], got[0])
	}
	if got := apart(exampleRow); got[0] != "false0" && got[0] != "false 0" {
		t.Errorf("%q", got)
	}
}
