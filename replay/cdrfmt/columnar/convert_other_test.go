package columnar

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// TestNumbersOfOtherTypes: floats and texts where whole numbers are wanted; what
// is not a number is no value, what is no whole number a reason.
func TestNumbersOfOtherTypes(t *testing.T) {
	type row struct {
		End     int64   `parquet:"end_time,timestamp(millisecond)"`
		SIP     float64 `parquet:"sip_code"`
		Billsec float64 `parquet:"billsec"`
		PDD     string  `parquet:"progress_ms"`
		MOS     string  `parquet:"mos"`
		Last    string  `parquet:"last_attempt"`
	}
	const end = 1773158461000
	rows := []row{
		{end, 200, 1.5, "17", "4.25", "true"},
		{end, math.NaN(), math.NaN(), "", "", ""},
		{end, 486, 0, " 2.6e1 ", "-0.5", "FALSE"},
		{end, 486.5, 1, "1", "1", "1"},
		{end, math.Inf(1), 1, "1", "1", "0"},
		{end, 486, math.Inf(-1), "1", "1", "0"},
		{end, 486, 1, "0x10", "1", "0"},
		{end, 486, 1, "1", "inf", "0"},
		{end, 486, 1, "1", "1", "yes"},
		{end, 70000, 1, "1", "1", "0"},
		{end, 486, 1, "1", "1", "2"},
	}
	fields := cdr.FieldsOf(cdr.SIPCode, cdr.BillsecMs, cdr.ProgressMs, cdr.MOS, cdr.LastAttempt)
	_, got, err := readAll(parquetOf(t, rows), cdr.FieldsOf(cdr.EndTime), fields, 100)
	if err != nil {
		t.Fatal(err)
	}
	const head = "end_time=1773158461000000 "
	wantRows := []string{
		head + "billsec_ms=1500 progress_ms=17 sip_code=200 last_attempt=1 mos=4.25 flags=0 ",
		head + "billsec_ms=null progress_ms=null sip_code=null last_attempt=null mos=null flags=0 ",
		head + "billsec_ms=0 progress_ms=26 sip_code=486 last_attempt=0 mos=-0.5 flags=0 ",
	}
	wantRejects := []string{
		"4 sip_code: not a whole number [486.5]",
		"5 sip_code: not a whole number [+Inf]",
		"6 billsec: not a duration of at most 100 years [-Inf]",
		`7 progress_ms: "0x10" is not a number [0x10]`,
		`8 mos: "inf" is not a number [inf]`,
		`9 last_attempt: "yes" is not a number [yes]`,
		"10 sip_code: outside -32768..32767 [70000]",
		"11 last_attempt: outside 0..1 [2]",
	}
	if !slices.Equal(got.rows, wantRows) {
		t.Errorf("rows %q\nwant %q", got.rows, wantRows)
	}
	if !slices.Equal(got.rejects, wantRejects) {
		t.Errorf("rejects %q\nwant %q", got.rejects, wantRejects)
	}
}

// TestNullsOfOtherTypes: a column of another type that has nulls alone has no
// value of the field, and is none of a row that needs one.
func TestNullsOfOtherTypes(t *testing.T) {
	type row struct {
		End     int64   `parquet:"end_time,timestamp(millisecond)"`
		Answer  *bool   `parquet:"answer_time"`
		Account *int32  `parquet:"account_id"`
		Name    *int64  `parquet:"caller_id_name"`
		SIP     *bool   `parquet:"sip_code"`
		MOS     *bool   `parquet:"mos"`
		Billsec *bool   `parquet:"billsec"`
		Cause   *string `parquet:"hangup_cause"`
	}
	const end = 1773158461000
	fields := cdr.FieldsOf(cdr.AnswerTime, cdr.AccountID, cdr.CallerIDName, cdr.SIPCode, cdr.MOS, cdr.BillsecMs)
	_, got, err := readAll(parquetOf(t, []row{{End: end}, {End: end}}), cdr.FieldsOf(cdr.EndTime), fields, 100)
	if err != nil {
		t.Fatal(err)
	}
	want := "account_id=null caller_id_name=null answer_time=null end_time=1773158461000000 billsec_ms=null sip_code=null mos=null flags=0 "
	if len(got.rejects) > 0 || !slices.Equal(got.rows, []string{want, want}) {
		t.Errorf("rows %q %q\nwant %q", got.rows, got.rejects, want)
	}
	_, got, err = readAll(parquetOf(t, []row{{End: end}, {End: end}}), cdr.FieldsOf(cdr.AnswerTime), 0, 100)
	if err != nil || len(got.rows) > 0 || !slices.Equal(got.rejects, []string{"1 answer_time: no value, wanted answer_time []", "2 answer_time: no value, wanted answer_time []"}) {
		t.Errorf("%q %q %v", got.rows, got.rejects, err)
	}
	value := true
	if _, _, err = readAll(parquetOf(t, []row{{End: end}, {End: end, Billsec: &value}}), cdr.FieldsOf(cdr.EndTime), fields, 100); err == nil {
		t.Error("a truth value is taken for a duration")
	}
}

func TestSpansInMillis(t *testing.T) {
	for _, c := range []struct{ perSec, x, want int64 }{
		{1, 61, 61000}, {1000, 61500, 61500},
		{1e6, 1499, 1}, {1e6, 1500, 2}, {1e6, 499, 0}, {1e6, -1500, -1}, {1e6, -1501, -2}, {1e6, math.MaxInt64, math.MaxInt64/1000 + 1},
		{1e9, 61_500_499_999, 61500}, {1e9, 61_500_500_000, 61501},
	} {
		v := cdr.Vector{Form: cdr.Ints, Rows: 1, Ints: []int64{c.x}}
		p := inMillis(pick{spanPerSec: c.perSec, msPerUnit: 1000}, &v)
		if got := v.Ints[0] * p.msPerUnit; got != c.want {
			t.Errorf("%d of %d/s: got %d ms, want %d", c.x, c.perSec, got, c.want)
		}
	}
}

// TestLeftOut: what is only taken along is told when its type does not fit.
func TestLeftOut(t *testing.T) {
	type row struct {
		End    int64 `parquet:"end_time,timestamp(millisecond)"`
		SIP    bool  `parquet:"sip_code"`
		Answer int64 `parquet:"answer_time,timestamp(millisecond:local)"`
		MOS    []int `parquet:"mos"`
	}
	data := parquetOf(t, []row{{End: 1773158461000}})
	lenient := cdr.FieldsOf(cdr.SIPCode, cdr.AnswerTime, cdr.MOS)
	f, err := Open("x", bytes.NewReader(data), int64(len(data)), Ask{Need: cdr.FieldsOf(cdr.EndTime), Lenient: lenient})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"column sip_code left out: it is BOOLEAN, which is no sip_code",
		"column mos left out: it is repeated INT64 INT(64,true), which is no mos",
		"times of a type without a zone are read in UTC (--tz)",
	}
	if got := f.Remarks(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
