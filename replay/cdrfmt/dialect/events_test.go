package dialect

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
)

// readEvent reads the last record of a text.
func readEvent(t *testing.T, text string, opt *Options) (joining.Row, string) {
	t.Helper()
	l, err := Recognise("x.csv", []byte(text), true, opt)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if !l.Joins() {
		t.Fatalf("%s: %s does not join", text, l.Name())
	}
	records := takeSample([]byte(text), l.Separator(), true, maxSampled).records
	var row joining.Row
	verdict, why := l.NewEventReader().Read(records[len(records)-1], &row)
	if verdict == Rejected {
		return row, why.Column + ": " + why.Reason
	}
	return row, verdict.String()
}

func TestEventRows(t *testing.T) {
	const us = 1772366405_000000
	sips := accHead + ",duration,ms_duration,setuptime,created\n"
	for _, test := range []struct{ name, text, want string }{
		{"a failed INVITE", accHead + "\n" + accRow, fmt.Sprint("INVITE 486 at ", us)},
		{"small letters", accHead + "\n" + strings.ToLower(accRow), fmt.Sprint("INVITE 486 at ", us)},
		{"a BYE", accHead + "\n1,BYE,a,b,c,200,OK,2026-03-01 12:00:05", fmt.Sprint("BYE 200 at ", us)},
		{"an ACK without status", accHead + "\n1,ACK,a,b,c,,,2026-03-01 12:00:05", fmt.Sprint("ACK 0 at ", us)},
		{"a message", accHead + "\n1,MESSAGE,a,,c,202,,2026-03-01 12:00:05", fmt.Sprint("other method 0 at ", us)},
		{"time_mode 1", accHead + ",time_attr,time_exten\n" + accRow + ",1772366405,000123", fmt.Sprint("INVITE 486 at ", us+123, " digits 6")},
		{"time_mode 2", accHead + ",time_attr\n" + accRow + ",1772366405.250", fmt.Sprint("INVITE 486 at ", us+250_000, " digits 3")},
		{"time_mode 3", accHead + ",time_attr\n" + accRow + ",noon", fmt.Sprint("INVITE 486 at ", us)},
		{"no finer time", accHead + ",time_hires\n" + accRow + ",0", fmt.Sprint("INVITE 486 at ", us)},
		{"whole", sips + "1,INVITE,a,b,c,200,OK,2026-03-01 12:00:05,37,37900,5,2026-03-01 12:00:01", fmt.Sprint("INVITE 200 at ", us, " whole from ", us-4_000_000, " for 37000000")},
		{"whole, of no length", sips + "1,INVITE,a,b,c,200,OK,2026-03-01 12:00:05,0,0,0,2026-03-01 12:00:05", fmt.Sprint("INVITE 200 at ", us, " whole from ", us, " for 0")},
		{"set up alone", sips + "1,INVITE,a,b,c,486,x,2026-03-01 12:00:05,0,0,5,NULL", fmt.Sprint("INVITE 486 at ", us, " whole from ", us-5_000_000, " for 0")},
		{"not whole", sips + `1,INVITE,a,b,c,200,OK,2026-03-01 12:00:05,0,0,0,\N`, fmt.Sprint("INVITE 200 at ", us)},
		{"created later", sips + `1,INVITE,a,b,c,200,OK,2026-03-01 12:00:05,1,0,0,2026-03-02 12:00:05`, fmt.Sprint("INVITE 200 at ", us, " whole from 0 for 1000000")},
		{"no method", accHead + "\n1,,a,b,c,486,x,2026-03-01 12:00:05", "method: no value, wanted a SIP method"},
		{"no Call-ID", accHead + "\n1,INVITE,a,b,,486,x,2026-03-01 12:00:05", "callid: no value, wanted a Call-ID"},
		{"no status", accHead + "\n1,INVITE,a,b,c,,x,2026-03-01 12:00:05", `sip_code: "" is not a SIP status, wanted 100 to 699`},
		{"no such status", accHead + "\n1,BYE,a,b,c,700,x,2026-03-01 12:00:05", `sip_code: "700" is not a SIP status, wanted 100 to 699`},
		{"no time", accHead + "\n1,BYE,a,b,c,200,x,", "time: no value, wanted the time of the row"},
		{"an odd time", accHead + "\n1,BYE,a,b,c,200,x,soon", `time: "soon" is not a time`},
		{"long ago", accHead + "\n1,BYE,a,b,c,200,x,1969-03-01 12:00:05", "time: outside 1970..2106"},
		{"an odd length", sips + "1,INVITE,a,b,c,200,OK,2026-03-01 12:00:05,long,0,0,", `duration: "long" is not a number of seconds`},
		{"an odd creation", sips + "1,INVITE,a,b,c,200,OK,2026-03-01 12:00:05,1,0,0,soon", `created: "soon" is not a time`},
		{"too few fields", accHead + "\n1,BYE,a", ": 3 fields, header has 8"},
		{"the header again", accHead + "\n" + accRow + "\n" + accHead, "not a row"},
		{"a hangup", celRow, "HANGUP 0 at 1772366442300000 digits 6 first"},
		{"a start", strings.Replace(celRow, "HANGUP", "CHAN_START", 1), `CHAN_START 0 at 1772366442300000 digits 6 first dialled 2025550102`},
		{"a channel of another", strings.Replace(celRow, `"1772366400.1"`, `"1772366400.2"`, 1), "HANGUP 0 at 1772366442300000 digits 6"},
		{"another event", strings.Repeat(celRow+"\n", 2) + strings.Replace(celRow, "HANGUP", "MY_OWN", 1), "other event 0 at 1772366442300000 digits 6 first"},
		{"no channel", strings.Repeat(celRow+"\n", 2) + strings.Replace(celRow, `"1772366400.1"`, `""`, 1), "15: no value, wanted the uniqueid of a channel"},
		{"no event", strings.Repeat(celRow+"\n", 2) + strings.Replace(celRow, `HANGUP`, ``, 1), "1: no value, wanted a channel event"},
	} {
		row, got := readEvent(t, test.text, replayOptions())
		if got == Accepted.String() {
			got = fmt.Sprint(row.Kind, " ", row.Code, " at ", row.Us)
			if row.Digits > 0 {
				got += fmt.Sprint(" digits ", row.Digits)
			}
			if row.Whole {
				got += fmt.Sprint(" whole from ", row.StartUs, " for ", row.TalkUs)
			}
			if row.First {
				got += " first"
			}
			if row.Text != "" {
				got += " dialled " + row.Text
			}
		}
		if got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// What the rows of one call share, and what tells them apart.
func TestEventIdentities(t *testing.T) {
	read := func(line string) joining.Row {
		row, got := readEvent(t, accHead+"\n"+line, replayOptions())
		if got != Accepted.String() {
			t.Fatal(line, got)
		}
		return row
	}
	a := read("1,INVITE,f,t,c,200,OK,2026-03-01 12:00:05")
	b := read("2,BYE,t,f,c,200,OK,2026-03-01 12:00:09")
	again := read(`"9","INVITE","f","t","c","200","OK","2026-03-01 12:00:05"`)
	if a.Call != b.Call || a.From != b.To || a.To != b.From || a.From == a.To || a.Content == b.Content {
		t.Errorf("%+v and %+v", a, b)
	}
	if a.Content != again.Content || a.ID == again.ID || a.ID == 0 {
		t.Errorf("%+v and %+v", a, again)
	}
	if other := read("1,INVITE,,,d,200,OK,2026-03-01 12:00:05"); other.Call == a.Call || other.From != 0 || other.To != 0 {
		t.Errorf("%+v", other)
	}
}

func TestEndedBy(t *testing.T) {
	for _, test := range []struct {
		source, channel string
		calledIn        bool
		want            string
	}{
		{"", "SIP/a-1", true, ""},
		{"SIP/a-1", "SIP/a-1", true, "caller"},
		{"SIP/b-1", "SIP/a-1", true, "callee"},
		{"SIP/a-1", "SIP/a-1", false, "callee"},
		{"SIP/b-1", "SIP/a-1", false, "caller"},
		{"dialplan/builtin", "SIP/a-1", true, "system"},
	} {
		if got := endedBy([]byte(test.source), []byte(test.channel), test.calledIn); got != test.want {
			t.Errorf("%+v: got %s", test, got)
		}
	}
}

// Columns that a person names are read from the row that gives the leg, but
// for the time of the rows, of which ends are made.
func TestJoinedColumns(t *testing.T) {
	opt := replayOptions()
	withColumn("account_id", "tenant", "")(opt)
	withColumn("end_time", "stamp", "")(opt)
	withColumn("resource_id", "2", "")(opt)
	text := accHead + ",tenant,stamp\n" + accRow + ",acme,1772366407\n"
	l, err := Recognise("x.csv", []byte(text), true, opt)
	if err != nil {
		t.Fatal(err)
	}
	record := takeSample([]byte(text), ',', true, maxSampled).records[1]
	reader := l.NewEventReader()
	var row joining.Row
	if verdict, why := reader.Read(record, &row); verdict != Accepted || row.Us != 1772366407_000000 {
		t.Fatal(verdict, why, row)
	}
	made := translate.AppendRecord(nil, reader.Record(record, &joining.Leg{EndUs: row.Us, StartUs: row.Us, Code: 486, Derived: true}))
	j, err := l.Joined(made, &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: allFields, Columns: opt.Columns})
	if err != nil {
		t.Fatal(err)
	}
	d := j.NewDecoder()
	b := d.NewBatch()
	r := new(lex.Record)
	lex.First(made, j.Separator(), true, r)
	if verdict, why := d.Decode(r, b); verdict != Accepted {
		t.Fatal(why)
	}
	for f, want := range map[cdr.Field]string{
		cdr.AccountID: "acme", cdr.EndTime: "2026-03-01T12:00:07Z", cdr.ResourceID: "INVITE", cdr.HangupCause: "USER_BUSY",
		cdr.CauseSource: "sip", cdr.CallID: "a84b4c76@192.0.2.7", cdr.RowFlags: cdr.FlagName(1),
	} {
		if got := golden.Value(b.Column(f), f, 0); got != want {
			t.Errorf("%s: got %s, want %s", f, got, want)
		}
	}
	if unread := j.Unread(); !slices.Contains(unread, "sip_reason") || slices.Contains(unread, "end") || slices.Contains(unread, "tenant") {
		t.Errorf("unread: %q", unread)
	}
}

// FuzzEvents takes anything for a table of transactions or channel events: every
// record is a row or not, and what is made of one has the columns laid out.
func FuzzEvents(f *testing.F) {
	for _, a := range Dialects() {
		f.Add([]byte(a.Example))
	}
	f.Add([]byte(accHead + ",duration,setuptime,created\n" + accRow + ",37,5,2026-03-01 12:00:00\n" + accRow[:30]))
	f.Add([]byte(strings.ReplaceAll(celRow, `"`, "")))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Recognise("x.csv", data, true, replayOptions())
		if err != nil || !l.Joins() {
			return
		}
		var made []byte
		reader := l.NewEventReader()
		for _, r := range takeSample(data, l.Separator(), true, maxSampled).records {
			var row joining.Row
			if verdict, why := reader.Read(r, &row); verdict != Accepted {
				if verdict == Rejected && why.Reason == "" {
					t.Errorf("%q is rejected for no reason", r.Raw)
				}
				continue
			}
			var again joining.Row
			if err := again.Decode(row.Append(nil)); err != nil || again != row {
				t.Errorf("%+v, again %+v, %v", row, again, err)
			}
			leg := &joining.Leg{StartUs: row.StartUs, AnswerUs: row.Us, EndUs: row.Us + row.TalkUs, Digits: row.Digits, Code: row.Code, First: row.First, FirstKnown: true, Text: row.Text}
			made = translate.AppendRecord(made, reader.Record(r, leg))
		}
		j, err := l.Joined(made, &Options{Want: allFields})
		if err != nil {
			return
		}
		d := j.NewDecoder()
		b := d.NewBatch()
		for _, r := range sampleOf(made, j.Separator()).records {
			if r.Len() != j.width {
				t.Fatalf("%d fields of %d columns: %q", r.Len(), j.width, r.Raw)
			}
			d.Decode(r, b)
		}
	})
}
