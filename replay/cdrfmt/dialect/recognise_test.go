package dialect

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// replayOptions ask for what a replay needs.
func replayOptions() *Options {
	return &Options{
		Need: cdr.FieldsOf(cdr.EndTime, cdr.HangupCause),
		Want: cdr.FieldsOf(cdr.AccountID),
	}
}

const exampleRow = `"Ann","1001","2001","default","2026-03-10 14:00:00","","2026-03-10 14:00:09","9","0","USER_BUSY","6b0c2d1e-1111-4222-8333-000000000001","","acme","",""` + "\n"

func TestRecognise(t *testing.T) {
	const kazooHead = "ID,call_id,duration_seconds,timestamp,hangup_cause\n"
	for _, test := range []struct {
		name, head, dialect string
		separator           byte
		leading             int
	}{
		{"kazoo", kazooHead, "kazoo", ',', 1},
		{"kazoo in capitals", strings.ToUpper(kazooHead), "kazoo", ',', 1},
		{"kazoo behind a byte order mark", "\ufeff" + kazooHead, "kazoo", ',', 1},
		{"freeswitch", exampleRow, "freeswitch:example", ',', 0},
		{"freeswitch with odd rows", exampleRow + exampleRow + "x\n", "freeswitch:example", ',', 0},
		{"canonical", "call_id,end_time,hangup_cause\n", "header", ',', 1},
		{"semicolons", "call id;End Time;Hangup-Cause\n1;2;3\n", "header", ';', 1},
		{"tabs", "call_id\tend_time\thangup_cause\n", "header", '\t', 1},
		{"pipes", "call_id|end_time|hangup_cause\n1|2,3,4,5,6|7\n", "header", '|', 1},
		{"comments", "# a, b\n#\ncall_id,end_time,hangup_cause\n", "header", ',', 3},
		{"a header before freeswitch rows", strings.Join(templates[0].columns, ",") + "\n" + exampleRow + exampleRow, "freeswitch:example", ',', 1},
		{"a header in other words before freeswitch rows", "Name,From,To,Context,Begin,Answer,End,Length,Talk,Reason,Id,B,Konto,R,W\n" + exampleRow, "freeswitch:example", ',', 1},
		{"a header that freeswitch's columns contradict", "a,b,c,d,end_time,f,start_time,h,i,j,k,l,m,n,hangup_cause\n" + exampleRow + exampleRow, "header", ',', 1},
		{"no line end", "call_id,end_time,hangup_cause", "header", ',', 1},
		{"start and duration", "start;duration_s;cause\n", "header", ';', 1},
	} {
		l, err := Recognise("x.csv", []byte(test.head), true, replayOptions())
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if l.Name() != test.dialect || l.Separator() != test.separator || l.HeaderRecords() != test.leading {
			t.Errorf("%s: got %s, %q, %d records before the rows", test.name, l.Name(), l.Separator(), l.HeaderRecords())
		}
	}
}

func TestRecogniseRefuses(t *testing.T) {
	for _, test := range []struct {
		name, head string
		options    func(*Options)
		problem    string // part of the error
		hint       string // part of the hint
		known      bool   // a CDR file all the same
	}{
		{name: "empty", head: "", problem: "nothing but white space", hint: "export them as CSV"},
		{name: "blank", head: " \r\n\n", problem: "nothing but white space"},
		{name: "NULs", head: "\x00\x00a,b", problem: "binary"},
		{name: "binary", head: "a\x01\x02\x03\x04,\x05", problem: "binary"},
		{name: "compressed", head: "\xb5\xff\xd0\xe9\xe1,\xfe\xcd", problem: "binary"},
		{name: "UTF-16", head: "\xff\xfec\x00a\x00", problem: "UTF-16"},
		{name: "JSON", head: `{"rows": []}`, problem: "JSON"},
		{name: "HTML", head: "<!DOCTYPE html>", problem: "HTML"},
		{name: "prose", head: "It was a dark night.\n", problem: "a text without separators", hint: "--column"},
		{name: "another table", head: "name,price\nbread,3\n", problem: "found 2 columns, name, price"},
		{name: "a table with a time", head: "start,end,name\n1,2,x\n", problem: "no hangup cause: found columns start, end, name"},
		{name: "too wide", head: "end_time,cause" + strings.Repeat(",", maxColumns) + "\n", problem: "wanted at most 16384 columns"},
		{name: "no cause", head: "uuid,start,end,duration\n", problem: "no hangup cause: found columns uuid, start, end, duration", hint: "--column hangup_cause=COLUMN", known: true},
		{name: "no end", head: "uuid,start,cause,account\n", problem: "no end time", hint: "--column duration_ms=COLUMN:s", known: true},
		{name: "no start", head: "uuid,end,cause,account\n", options: func(o *Options) { o.Need |= cdr.FieldsOf(cdr.StartTime) }, problem: "no start time", known: true},
		{name: "no gateway", head: "uuid,end,cause,account\n", options: func(o *Options) { o.Need |= cdr.FieldsOf(cdr.ResourceID) }, problem: "no resource_id", hint: "--column resource_id=COLUMN", known: true},
		{name: "no billsec", head: "uuid,end,cause,account\n", options: func(o *Options) { o.Need |= cdr.FieldsOf(cdr.BillsecMs) }, problem: "no billsec_ms", hint: "billsec_ms=COLUMN:s", known: true},
		{name: "forced kazoo", head: "uuid,end,cause\n", options: func(o *Options) { o.Dialect = "kazoo" }, problem: "not kazoo: no column call_id among uuid, end, cause", hint: "--dialect"},
		{name: "forced template", head: exampleRow, options: func(o *Options) { o.Dialect = "freeswitch:snom" }, problem: "rows with 15 fields"},
		{name: "forced header", head: exampleRow, options: func(o *Options) { o.Dialect = "header" }, problem: "no header with known names"},
		{name: "ambiguous dates", head: "uuid,end,cause,account\na,3/4/2020 10:00,X,y\nb,12/12/2020 10:00,X,y\n", problem: `"3/4/2020 10:00" may be day/month or month/day`, hint: "--column 'end_time=end:d/m/Y H:M' or 'end_time=end:m/d/Y H:M'", known: true},
		{name: "unknown column", head: "uuid,end,cause,account\n", options: withColumn("account_id", "acount", ""), problem: `no column "acount", found uuid, end, cause, account`, hint: "account_id=account", known: true},
		{name: "column too far", head: "uuid,end,cause,account\n", options: withColumn("end_time", "5", ""), problem: "no column 5, found 4 columns", known: true},
		{name: "name without header", head: exampleRow, options: withColumn("end_time", "stop", ""), problem: `no header to find column "stop" in`, known: true},
	} {
		opt := replayOptions()
		if test.options != nil {
			test.options(opt)
		}
		_, err := Recognise("x.csv", []byte(test.head), true, opt)
		var bad *cdr.DataError
		if !errors.As(err, &bad) {
			t.Errorf("%s: got %v, want a DataError", test.name, err)
			continue
		}
		if !strings.Contains(bad.Problem, test.problem) || !strings.Contains(bad.Hint, test.hint) || bad.Place != "x.csv" {
			t.Errorf("%s: got %v, hint %s", test.name, err, bad.Hint)
		}
		if errors.Is(err, ErrUnknown) == test.known {
			t.Errorf("%s: ErrUnknown %v, want %v", test.name, !test.known, test.known)
		}
	}
}

// withColumn maps one field, as --column does.
func withColumn(field, column, unit string) func(*Options) {
	text := field + "=" + column
	if unit != "" {
		text += ":" + unit
	}
	m, err := ParseColumn(text)
	if err != nil {
		panic(err)
	}
	return func(o *Options) { o.Columns = append(o.Columns, m) }
}

func TestRecogniseUsage(t *testing.T) {
	for _, opt := range []*Options{
		{Dialect: "kazo"},
		{AccountFrom: "folder"},
		{AccountFrom: "="},
		{Columns: []ColumnMap{{Field: cdr.DurationMs, Name: "uuid"}}},
		{Columns: []ColumnMap{{Field: cdr.DurationMs, Unit: "s"}}},
	} {
		_, err := Recognise("x.csv", []byte("uuid,end,cause\n"), true, opt)
		var usage *cdr.UsageError
		if !errors.As(err, &usage) {
			t.Errorf("%+v: got %v, want a UsageError", opt, err)
		}
	}
}

// The last line of a head that is cut off is no evidence, except where it is
// all there is.
func TestRecogniseCutHead(t *testing.T) {
	head := exampleRow + exampleRow[:40]
	if l, err := Recognise("x.csv", []byte(head), false, replayOptions()); err != nil || l.Name() != "freeswitch:example" {
		t.Errorf("got %v, %v", l, err)
	}
	if _, err := Recognise("x.csv", []byte("uuid,end_time,hangup_cau"), false, &Options{}); err != nil {
		t.Error(err)
	}
}

func TestFields(t *testing.T) {
	opt := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.ResourceID, cdr.AccountID, cdr.CallID)}
	l, err := Recognise("x.csv", []byte("call_id,start,duration_s,cause\n"), true, opt)
	if err != nil {
		t.Fatal(err)
	}
	want := cdr.FieldsOf(cdr.EndTime, cdr.CallID, cdr.RowFlags)
	if l.Fields() != want {
		t.Errorf("got %b, want %b", l.Fields(), want)
	}
	b := l.NewDecoder().NewBatch()
	for f := range cdr.Field(cdr.NumFields) {
		if (b.Column(f) != nil) != want.Has(f) {
			t.Errorf("%s: column %v, want %v", f, b.Column(f) != nil, want.Has(f))
		}
	}
}

func TestRemarks(t *testing.T) {
	opt := replayOptions()
	opt.Zone = mustZone(t, "Europe/Berlin")
	l, err := Recognise("x.csv", []byte("uuid,stop_time,cause\na,13/4/2020 10:00,USER_BUSY\n"), true, opt)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"no account: every leg counts as unknown (--account-from, --column account_id=COLUMN)",
		`columns taken by name: end_time from "stop_time", hangup_cause from "cause"`,
		"stop_time: dates read as day/month/year, by a number above 12 in the first rows",
		"times without an offset are read in Europe/Berlin (--tz)",
		"stop_time has no seconds: its times are read as second 0",
	}
	if got := l.Remarks(); !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAccountFrom(t *testing.T) {
	const id = "0123456789abcdef0123456789ABCDEF"
	const kazooHead, plainHead = "id,call_id,duration_seconds,timestamp,hangup_cause\n", "uuid,end,cause\n"
	for _, test := range []struct{ head, name, from, want string }{
		{kazooHead, "in/cdr-" + id + "-march.csv.gz", "", id},
		{kazooHead, "in/acme.csv.gz", "", "acme"},
		{kazooHead, "in/acme.example.csv", "", "acme.example"},
		{kazooHead, "-", "", ""},
		{kazooHead, "in/acme/march.csv", "dir", "acme"},
		{kazooHead, "in/" + id + "x/march.csv", "dir", id},
		{kazooHead, "march.csv", "dir", ""},
		{kazooHead, "march.csv", "=acme", "acme"},
		{plainHead, "acme.csv", "", ""},
		{plainHead, "acme.CSV", "file", "acme"},
		{"uuid,end,cause,account\n", "acme.csv", "file", ""},
	} {
		opt := replayOptions()
		opt.AccountFrom = test.from
		l, err := Recognise(test.name, []byte(test.head), true, opt)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := l.constant[cdr.AccountID]; got != test.want {
			t.Errorf("%s from %q: got %q, want %q", test.name, test.from, got, test.want)
		}
	}
}

// FreeSWITCH's XML is no table, whatever a person says.
func TestXMLIsRefused(t *testing.T) {
	const text = `<?xml version="1.0"?><cdr core-uuid="a"><variables><hangup_cause>USER_BUSY</hangup_cause></variables></cdr>`
	_, err := Recognise("a.cdr.xml", []byte(text), true, replayOptions())
	var bad *cdr.DataError
	if !errors.As(err, &bad) || !errors.Is(err, ErrUnknown) || !strings.Contains(bad.Hint, "give freeswitch:xml") {
		t.Errorf("got %v", err)
	}
}
