package dialect

import (
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
)

// decodeAll reads text and gives the values of one field, row by row, or
// "column: reason" of rejected rows.
func decodeAll(t *testing.T, text string, f cdr.Field, opt *Options) []string {
	t.Helper()
	l, err := Recognise("x.csv", []byte(text), true, opt)
	if err != nil {
		t.Fatal(err)
	}
	d := l.NewDecoder()
	b := d.NewBatch()
	var list []string
	for i, r := range takeSample([]byte(text), l.Separator(), true, maxSampled).records {
		if i < l.HeaderRecords() {
			continue
		}
		switch verdict, reject := d.Decode(r, b); verdict {
		case Rejected:
			list = append(list, reject.Column+": "+reject.Reason)
		case Accepted:
			if c := b.Column(f); c.IsNull(b.Rows - 1) {
				list = append(list, "null")
			} else {
				list = append(list, golden.Value(c, f, b.Rows-1))
			}
		}
	}
	return list
}

func TestDecodeEndTime(t *testing.T) {
	const head = "end_time,hangup_cause\n"
	for _, test := range []struct{ cell, want string }{
		{"1970-01-02T00:00:00Z", "1970-01-02T00:00:00Z"},
		{"1969-12-31T23:59:59Z", "end_time: outside 1970..2106"},
		{"2105-12-31T23:59:59.999999Z", "2105-12-31T23:59:59.999999Z"},
		{"2106-01-01T00:00:00Z", "end_time: outside 1970..2106"},
		{"1900-01-01 00:00:00", `end_time: "1900-01-01 00:00:00" means none, wanted end_time`},
		{"", "end_time: no value, wanted end_time"},
		{" 1594150929 ", "2020-07-07T19:42:09Z"},
		{`"2020-02-10 22:41:05"`, "2020-02-10T22:41:05Z"},
		{"2020-02-10 22:\x0041:05", "end_time: holds a NUL byte"},
		{strings.Repeat("9", 50), `end_time: "` + strings.Repeat("9", 40) + `..." is not a time`},
	} {
		opt := &Options{Need: cdr.FieldsOf(cdr.EndTime)}
		if got := decodeAll(t, head+test.cell+",X\n", cdr.EndTime, opt); len(got) != 1 || got[0] != test.want {
			t.Errorf("%q: got %q, want %q", test.cell, got, test.want)
		}
	}
}

// Fields that are wanted but not needed may be absent, but not unreadable.
func TestDecodeWanted(t *testing.T) {
	const text = "end_time,hangup_cause,billsec,sip_code,mos,direction,leg\n" +
		"1594150929,X,,,,,\n" +
		"1594150929,X,-3,sip:486,4.5,Incoming,A\n" +
		"1594150929,X,1.5,NULL,NA,both,c\n" +
		"1594150929,X,1:3,,,,\n" +
		"1594150929,X,,4.86,,,\n" +
		"1594150929,X,,,NaN,2,\n"
	for f, want := range map[cdr.Field][]string{
		cdr.BillsecMs: {"null", "0", "1500", `billsec: "1:3" is not a number`, "null", "null"},
		cdr.SIPCode:   {"null", "486", "null", "null", `sip_code: "4.86" is not a whole number`, "null"},
		cdr.MOS:       {"null", "4.5", "null", "null", "null", `mos: "NaN" is not a number`},
		cdr.Direction: {"null", "inbound", "unknown", "null", "null", "outbound"},
		cdr.Leg:       {"null", "a", "unknown", "null", "null", "null"},
	} {
		got := decodeAll(t, text, f, &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(f)})
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: got %q, want %q", f, got, want)
		}
	}
}

func TestDecodeCause(t *testing.T) {
	const text = "end_time,cause\n1594150929,USER_BUSY\n1594150929,user_busy\n1594150929,17\n1594150929,017\n1594150929,999\n1594150929,\n1594150929, MY CAUSE \n"
	for f, want := range map[cdr.Field]string{
		cdr.HangupCause:     "USER_BUSY|user_busy|USER_BUSY|USER_BUSY|999|null|MY CAUSE",
		cdr.HangupCauseCode: "17|17|17|17|null|null|null",
		cdr.HangupCauseRaw:  "USER_BUSY|user_busy|17|017|999|null|MY CAUSE",
		cdr.CauseSource:     "field|field|q850|q850|q850|none|field",
	} {
		got := decodeAll(t, text, f, &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(f)})
		if strings.Join(got, "|") != want {
			t.Errorf("%s: got %q, want %q", f, got, want)
		}
	}
}

func TestDecodeClockGuessed(t *testing.T) {
	const text = "end_time,cause\n2026-10-25 01:30:00,X\n2026-10-25 02:30:00,X\n2026-03-29 02:30:00,X\n2026-10-25T02:30:00Z,X\n"
	opt := &Options{Need: cdr.FieldsOf(cdr.EndTime), Zone: mustZone(t, "Europe/Berlin")}
	if got, want := strings.Join(decodeAll(t, text, cdr.RowFlags, opt), "|"), "|clock_guessed|clock_guessed|"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	want := "2026-10-24T23:30:00Z|2026-10-25T00:30:00Z|2026-03-29T01:30:00Z|2026-10-25T02:30:00Z"
	if got := strings.Join(decodeAll(t, text, cdr.EndTime, opt), "|"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Columns by number read a file without a header, and one whose header is not
// known, and stand over what the header says.
func TestDecodeNamedColumns(t *testing.T) {
	for _, test := range []struct {
		name, text string
		columns    []string
		want       string
	}{
		{"no header", "7, Bob, 1327521966, 16\n8, Bob, 1327521967, 17\n", []string{"end_time=3", "hangup_cause=4"}, "2012-01-25T20:06:06Z|2012-01-25T20:06:07Z"},
		{"unknown header", "a,b,c,d\n7,Bob,1327521966,16\n", []string{"end_time=3", "hangup_cause=4"}, "2012-01-25T20:06:06Z"},
		{"by name", "a,b,C,d\n7,Bob,1327521966,16\n", []string{"end_time=c:epoch", "hangup_cause=d"}, "2012-01-25T20:06:06Z"},
		{"over the header", "end_time,cause,x\nno,USER_BUSY,1327521966\n", []string{"end_time=x"}, "2012-01-25T20:06:06Z"},
		{"over freeswitch", exampleRow, []string{"end_time=5"}, "2026-03-10T14:00:00Z"},
		{"two of one", "a,b,cause\n,1327521966,X\n1327521967,,X\n", []string{"end_time=a", "end_time=b"}, "2012-01-25T20:06:06Z|2012-01-25T20:06:07Z"},
		{"ragged", "1327521966,16\n1327521966,16,17\n", []string{"end_time=1", "hangup_cause=2"}, "2012-01-25T20:06:06Z|: 3 fields, first row has 2"},
	} {
		opt := replayOptions()
		for _, text := range test.columns {
			m, err := ParseColumn(text)
			if err != nil {
				t.Fatal(err)
			}
			opt.Columns = append(opt.Columns, m)
		}
		if got := strings.Join(decodeAll(t, test.text, cdr.EndTime, opt), "|"); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// A decoder must not carry anything from one row into the next, and batches
// of one decoder share its codes.
func TestDecodeRowsAreIndependent(t *testing.T) {
	const head = "call_id,end_time,hangup_cause,account,billsec,mos\n"
	rows := []string{
		"a,1594150929,USER_BUSY,acme,-4,4.5", ",1594150930,,,,", "b,1594150931,17,m\xfcller,3,", "b,x,y,z,0,0",
		"c,1594150932,USER_BUSY,acme,5,3", "short", "\"d\"\"d\",1594150933,X,acme,,1",
	}
	opt := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: allFields}
	l, err := Recognise("x.csv", []byte(head), true, opt)
	if err != nil {
		t.Fatal(err)
	}
	shared := l.NewDecoder()
	together := shared.NewBatch()
	for _, row := range append(rows, rows...) {
		alone := l.NewDecoder()
		b := alone.NewBatch()
		verdict, _ := alone.Decode(record(row, ','), b)
		got, _ := shared.Decode(record(row, ','), together)
		if got != verdict {
			t.Fatalf("%s: %s after other rows, %s alone", row, got, verdict)
		}
		if verdict != Accepted {
			continue
		}
		if got, want := golden.Row(together, together.Rows-1), golden.Row(b, 0); got != want {
			t.Errorf("%s: got:\n%s\nalone:\n%s", row, got, want)
		}
	}
	checkColumns(t, together)
}

// checkColumns fails if a column has not a value for each row.
func checkColumns(t *testing.T, b *cdr.Batch) {
	t.Helper()
	for f := range cdr.Field(cdr.NumFields) {
		c := b.Column(f)
		if c == nil {
			continue
		}
		n := max(len(c.Ints), len(c.Codes), len(c.Floats), len(c.Offsets)-1)
		if n != b.Rows || c.Valid != nil && len(c.Valid) < (b.Rows+7)/8 {
			t.Fatalf("%s: %d values and %d bytes of validity in %d rows", f, n, len(c.Valid), b.Rows)
		}
	}
}

func TestDecodeDoesNotAllocate(t *testing.T) {
	l, err := Recognise("x.csv", []byte(exampleRow), true, &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: allFields})
	if err != nil {
		t.Fatal(err)
	}
	d := l.NewDecoder()
	b := d.NewBatch()
	r := record(exampleRow, ',')
	allocs := testing.AllocsPerRun(1000, func() {
		b.Reset()
		if verdict, reject := d.Decode(r, b); verdict != Accepted {
			t.Fatal(reject)
		}
	})
	if allocs != 0 {
		t.Errorf("got %v allocations a row, want 0", allocs)
	}
}

// The number behind a cause's name is no part of it.
func TestDecodeNumberedCause(t *testing.T) {
	const text = "end_time,cause\n1594150929,USER_BUSY [17]\n1594150929,\"CALL_REJECTED (21)\"\n1594150929,odd [x]\n1594150929,NO_ANSWER[19]\n1594150929,USER_BUSY\n1594150929,LOSE_RACE [702]\n1594150929,\n"
	got := strings.Join(decodeAll(t, text, cdr.HangupCause, replayOptions()), "|")
	if want := "USER_BUSY|CALL_REJECTED|odd [x]|NO_ANSWER|USER_BUSY|LOSE_RACE|null"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
