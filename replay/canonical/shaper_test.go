package canonical

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// epochUs is the instant that the times of these tests count from, in Unix
// microseconds.
const epochUs = 1_000_000_000_000

// batch makes a batch of rows; each has cells FIELD=VALUE, and a field has a
// column if some row has a cell of it.
func batch(t *testing.T, rows ...string) *cdr.Batch {
	t.Helper()
	b := &cdr.Batch{Rows: len(rows)}
	for f := range cdr.Field(cdr.NumFields) {
		c, there := cdr.NewColumn(f), false
		for _, row := range rows {
			value, found := "", false
			for _, cell := range strings.Fields(row) {
				if name, v, _ := strings.Cut(cell, "="); name == f.String() {
					value, found = v, true
				}
			}
			there = there || found
			var n int64
			if found && f.Kind() != cdr.Text && f.Kind() != cdr.Code {
				if _, err := fmt.Sscan(value, &n); err != nil && value != "null" {
					t.Fatal(err)
				}
			}
			switch {
			case !found || value == "null":
				c.AppendNull(f.Kind())
			case f.Kind() == cdr.Text:
				c.AppendText([]byte(value))
			case f.Kind() == cdr.Code:
				c.AppendName(value)
			case f.Kind() == cdr.Float:
				c.AppendFloat(float32(n))
			case f.Kind() == cdr.Time:
				c.AppendInt(n + epochUs)
			default:
				c.AppendInt(n)
			}
		}
		if there {
			b.SetColumn(f, c)
		}
	}
	return b
}

// cells are the values of a row but those that say nothing.
func cells(b *cdr.Batch, i int) string {
	var list []string
	for f := range cdr.Field(cdr.NumFields) {
		c, value := b.Column(f), ""
		switch {
		case c == nil:
			return f.String() + " is missing"
		case c.IsNull(i):
			continue
		case f.Kind() == cdr.Text:
			value = string(c.Text(i))
		case f.Kind() == cdr.Code:
			value = c.Name(i)
		case f.Kind() == cdr.Float:
			value = fmt.Sprint(c.Floats[i])
		case f.Kind() == cdr.Time:
			value = fmt.Sprint(c.Ints[i] - epochUs)
		case f == cdr.RowFlags:
			if value = strings.ReplaceAll(cdr.Flags(c.Ints[i]).String(), " ", "+"); value == "" {
				value = "0"
			}
		default:
			value = fmt.Sprint(c.Ints[i])
		}
		list = append(list, f.String()+"="+value)
	}
	return strings.Join(list, " ")
}

const (
	from  = " src_file=x.csv src_line=7 dialect=header"
	place = from + " flags=0"
)

func TestShape(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{
			"nothing but an end", "end_time=20000000" + place,
			"call_id=x.csv:7 leg=unknown direction=unknown end_time=20000000 time_precision=0 cause_source=none src_file=x.csv src_line=7 dialect=header flags=id_made+no_answers+no_causes+no_accounts",
		},
		{
			"start of duration", "call_id=a end_time=20000000 duration_ms=5000 hangup_cause=USER_BUSY" + place,
			"call_id=a leg=unknown direction=unknown start_time=15000000 end_time=20000000 time_precision=0 duration_ms=5000 hangup_cause=USER_BUSY hangup_cause_code=17 cause_source=field" + from + " flags=no_answers+no_accounts",
		},
		{
			"duration of start, answer of talk", "call_id=a leg=a direction=inbound start_time=4000000 end_time=20000000 billsec_ms=5500 hangup_cause=NEW cause_source=q850" + place,
			"call_id=a leg=a direction=inbound start_time=4000000 answer_time=14500000 end_time=20000000 time_precision=0 duration_ms=16000 billsec_ms=5500 hangup_cause=NEW cause_source=q850" + from + " flags=no_accounts",
		},
		{
			"talk rounded up is no answer before the start", "call_id=a start_time=19500000 end_time=20000000 billsec_ms=1000" + place,
			"call_id=a leg=unknown direction=unknown start_time=19500000 answer_time=19500000 end_time=20000000 time_precision=0 duration_ms=500 billsec_ms=1000 cause_source=none" + from + " flags=no_causes+no_accounts",
		},
		{
			"talk of answer", "call_id=a start_time=21000000 answer_time=12000000 end_time=20000000" + place,
			"call_id=a leg=unknown direction=unknown start_time=21000000 answer_time=12000000 end_time=20000000 time_precision=0 duration_ms=0 billsec_ms=8000 cause_source=none" + from + " flags=no_causes+no_accounts",
		},
		{
			"a column of answers, none here", "call_id=a start_time=4000000 answer_time=null end_time=20000000" + place,
			"call_id=a leg=unknown direction=unknown start_time=4000000 end_time=20000000 time_precision=0 duration_ms=16000 billsec_ms=0 cause_source=none" + from + " flags=no_causes+no_accounts",
		},
		{
			"an answer that was not understood", "call_id=a start_time=4000000 answer_time=null end_time=20000000 src_file=x src_line=1 dialect=header flags=32",
			"call_id=a leg=unknown direction=unknown start_time=4000000 end_time=20000000 time_precision=0 duration_ms=16000 cause_source=none src_file=x src_line=1 dialect=header flags=unreadable+no_causes+no_accounts",
		},
		{
			"numbers out of range", "call_id=a start_time=4000000 end_time=20000000 billsec_ms=0 sip_code=99999 attempt=-40000 hangup_cause_code=17" + place,
			"call_id=a leg=unknown direction=unknown start_time=4000000 end_time=20000000 time_precision=0 duration_ms=16000 billsec_ms=0 hangup_cause_code=17 cause_source=none src_file=x.csv src_line=7 dialect=header flags=unreadable+no_causes+no_accounts",
		},
		{
			"all columns there, none with a value", "call_id=a end_time=20000000 account_id=null hangup_cause=null billsec_ms=null" + place,
			"call_id=a leg=unknown direction=unknown end_time=20000000 time_precision=0 billsec_ms=0 cause_source=none" + place,
		},
		{
			"all columns there, from a source without them",
			"call_id=a end_time=20000000 account_id=null hangup_cause=null billsec_ms=null src_file=x.csv src_line=7 dialect=header flags=458752",
			"call_id=a leg=unknown direction=unknown end_time=20000000 time_precision=0 cause_source=none" + from + " flags=no_answers+no_causes+no_accounts",
		},
	} {
		s := NewShaper()
		for range 2 { // the Shaper is used again
			if got := cells(s.Shape(batch(t, c.in)), 0); got != c.want {
				t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
			}
		}
	}
}

// Rows of one batch do not disturb each other, whatever each lacks.
func TestShapeRowByRow(t *testing.T) {
	rows := []string{
		"end_time=20000000 duration_ms=5000 billsec_ms=1000 leg=a" + place,
		"call_id=b start_time=4000000 end_time=20000000 sip_code=486 hangup_cause=USER_BUSY" + place,
		"call_id=c start_time=4000000 end_time=20000000 sip_code=70000 billsec_ms=0 answer_time=5000000" + place,
		"start_time=4000000 end_time=20000000 direction=inbound hangup_cause=NONE cause_source=sip" + place,
	}
	whole := NewShaper().Shape(batch(t, rows...))
	for i, row := range rows {
		var all []string // the same columns, in each row of its own
		for _, other := range rows {
			for _, cell := range strings.Fields(other) {
				name, _, _ := strings.Cut(cell, "=")
				if !strings.Contains(row, name+"=") && !strings.Contains(strings.Join(all, " "), name+"=") {
					all = append(all, name+"=null")
				}
			}
		}
		alone := NewShaper().Shape(batch(t, row+" "+strings.Join(all, " ")))
		if got, want := cells(whole, i), cells(alone, 0); got != want {
			t.Errorf("row %d:\n got %s\nwant %s", i, got, want)
		}
	}
}

// What has been shaped stays as it is, and what nobody tells is told of.
func TestShapeAgain(t *testing.T) {
	in := batch(t, "end_time=20000000"+place, "start_time=1000000 end_time=3000000 answer_time=2000000"+place)
	first := NewShaper()
	once := first.Shape(in)
	again := NewShaper()
	twice := again.Shape(once)
	for i := range 2 {
		if a, b := cells(once, i), cells(twice, i); a != b {
			t.Errorf("once  %s\ntwice %s", a, b)
		}
	}
	want := cdr.FieldsOf(cdr.StartTime, cdr.DurationMs)
	if first.Lacks() != want || again.Lacks() != want {
		t.Errorf("lacks %b and %b, want %b", first.Lacks(), again.Lacks(), want)
	}
	for f := range cdr.Field(cdr.NumFields) {
		if !f.Nullable() && !want.Has(f) && once.Column(f).Nulls(2) > 0 {
			t.Errorf("%s has nulls", f)
		}
	}
}

// What would follow but is no time of a leg does not.
func TestShapeWithinYears(t *testing.T) {
	in := batch(t, "call_id=a end_time=1 duration_ms=1 answer_time=null start_time=null billsec_ms=1"+place)
	in.Column(cdr.EndTime).Ints[0] = cdr.MinTimeUs
	out := NewShaper().Shape(in)
	if !out.Column(cdr.StartTime).IsNull(0) || !out.Column(cdr.AnswerTime).IsNull(0) {
		t.Errorf("got %s", cells(out, 0))
	}
}
