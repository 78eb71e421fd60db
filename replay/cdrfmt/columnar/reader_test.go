package columnar

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// parquetOf is a Parquet file of rows, as another writer makes it.
func parquetOf[T any](t testing.TB, rows []T, options ...parquet.WriterOption) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := parquet.Write(&out, rows, options...); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var replayNeeds = cdr.FieldsOf(cdr.EndTime, cdr.HangupCause)

// TestSynonymsAndUnits reads one leg that ended at 2026-03-10 16:01:01.5 and
// lasted 61.5 s, spelled in many ways.
func TestSynonymsAndUnits(t *testing.T) {
	end := time.Date(2026, 3, 10, 16, 1, 1, 500e6, time.UTC)
	sec := time.Date(2026, 3, 10, 16, 1, 1, 0, time.UTC)
	const us, s = "1773158461500000", "1773158461000000"
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"canonical us", parquetOf(t, []struct {
			End   time.Time `parquet:"end_time,timestamp(microsecond)"`
			Cause string    `parquet:"hangup_cause,dict"`
		}{{end, "USER_BUSY"}}), "end_time=" + us},
		{"end, ms, upper case", parquetOf(t, []struct {
			End   time.Time `parquet:"End,timestamp(millisecond)"`
			Cause string    `parquet:"HANGUP_CAUSE"`
		}{{end, "USER_BUSY"}}), "end_time=" + us},
		{"ns", parquetOf(t, []struct {
			End   time.Time `parquet:"end_stamp,timestamp(nanosecond)"`
			Cause string    `parquet:"cause"`
		}{{end, "USER_BUSY"}}), "end_time=" + us},
		{"epoch s", parquetOf(t, []struct {
			End   int64  `parquet:"end_epoch"`
			Cause string `parquet:"hangup_cause"`
		}{{end.Unix(), "USER_BUSY"}}), "end_time=" + s},
		{"epoch ms", parquetOf(t, []struct {
			End   int64  `parquet:"end"`
			Cause string `parquet:"hangup_cause"`
		}{{end.UnixMilli(), "USER_BUSY"}}), "end_time=" + us},
		{"epoch us", parquetOf(t, []struct {
			End   int64  `parquet:"end_uepoch"`
			Cause string `parquet:"hangup_cause"`
		}{{end.UnixMicro(), "USER_BUSY"}}), "end_time=" + us},
		{"epoch ns", parquetOf(t, []struct {
			End   int64  `parquet:"end"`
			Cause string `parquet:"hangup_cause"`
		}{{end.UnixNano(), "USER_BUSY"}}), "end_time=" + us},
		{"gregorian s", parquetOf(t, []struct {
			End   int64  `parquet:"end"`
			Cause string `parquet:"hangup_cause"`
		}{{end.Unix() + gregorianUnixSec, "USER_BUSY"}}), "end_time=" + s},
		{"unsigned 32 bits", parquetOf(t, []struct {
			End   uint32 `parquet:"end"`
			Cause string `parquet:"hangup_cause"`
		}{{uint32(end.Unix()), "USER_BUSY"}}), "end_time=" + s},
		{"float s", parquetOf(t, []struct {
			End   float64 `parquet:"end"`
			Cause string  `parquet:"hangup_cause"`
		}{{1773158461.5, "USER_BUSY"}}), "end_time=" + us},
		{"RFC 3339", parquetOf(t, []struct {
			End   string `parquet:"end"`
			Cause string `parquet:"hangup_cause"`
		}{{"2026-03-10T17:01:01.5+01:00", "USER_BUSY"}}), "end_time=" + us},
		{"RFC 3339 with a blank", parquetOf(t, []struct {
			End   string `parquet:"end,dict"`
			Cause string `parquet:"hangup_cause"`
		}{{"2026-03-10 16:01:01.500Z", "USER_BUSY"}}), "end_time=" + us},
		{"start and duration", parquetOf(t, []struct {
			Start    time.Time `parquet:"start,timestamp(microsecond)"`
			Duration float64   `parquet:"duration"`
			Cause    string    `parquet:"hangup_cause"`
		}{{end.Add(-61500 * time.Millisecond), 61.5, "USER_BUSY"}}), "end_time=" + us},
		{"start and duration_ms", parquetOf(t, []struct {
			Start    int64  `parquet:"start_epoch"`
			Duration int32  `parquet:"duration_ms"`
			Cause    string `parquet:"hangup_cause"`
		}{{sec.Unix() - 60, 60000, "USER_BUSY"}}), "end_time=" + s},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, got, err := readAll(c.data, replayNeeds, 0, 100)
			if err != nil {
				t.Fatal(err)
			}
			want := c.want + ` hangup_cause="USER_BUSY" flags=0 `
			if strings.Contains(c.name, "duration") {
				want = c.want + ` hangup_cause="USER_BUSY" flags=2 `
			}
			if len(got.rows) != 1 || got.rows[0] != want {
				t.Errorf("got %q %v, want %q", got.rows, got.rejects, want)
			}
			if f.Fields() != replayNeeds|cdr.FieldsOf(cdr.RowFlags) {
				t.Errorf("fields %b", f.Fields())
			}
		})
	}
}

func TestDurationsAndProvenance(t *testing.T) {
	type row struct {
		End     time.Time `parquet:"end,timestamp(millisecond)"`
		Billsec int32     `parquet:"billsec"`
		PDD     *int64    `parquet:"pdd_ms"`
		SIP     int32     `parquet:"sip_code"`
		MOS     float64   `parquet:"mos"`
		Last    bool      `parquet:"last_attempt"`
	}
	pdd := int64(2500)
	end := time.Date(2026, 3, 10, 16, 1, 1, 0, time.UTC)
	data := parquetOf(t, []row{{end, 61, &pdd, 200, 4.25, true}, {end, -1, nil, 486, 0, false}, {end, 1, nil, 70000, 0, false}})
	_, got, err := readAll(data, cdr.FieldsOf(cdr.EndTime), everything, 100)
	if err != nil {
		t.Fatal(err)
	}
	const head = "end_time=1773158461000000 time_precision=3 billsec_ms="
	want := []string{
		head + `61000 progress_ms=2500 sip_code=200 last_attempt=1 mos=4.25 src_file="x" src_line=1 dialect="parquet" flags=0 `,
		head + `0 progress_ms=null sip_code=486 last_attempt=0 mos=0 src_file="x" src_line=2 dialect="parquet" flags=8 `,
	}
	if !slices.Equal(got.rows, want) {
		t.Errorf("got  %q\nwant %q", got.rows, want)
	}
	if want := []string{"3 sip_code: outside -32768..32767 [70000]"}; !slices.Equal(got.rejects, want) {
		t.Errorf("rejects %q, want %q", got.rejects, want)
	}
}

func TestRejectedEnds(t *testing.T) {
	type row struct {
		End    *int64  `parquet:"end_time,timestamp(microsecond)"`
		Answer *int64  `parquet:"answer_time,timestamp(microsecond)"`
		Cause  *string `parquet:"hangup_cause"`
	}
	at := func(y int, m time.Month, d int) *int64 {
		us := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).UnixMicro()
		return &us
	}
	good, cause, nul := at(2026, 3, 10), "USER_BUSY", "USER\x00BUSY"
	half := *at(2000, 1, 1) + 500000
	rows := []row{
		{good, at(1970, 1, 1), &cause},
		{nil, good, &cause},
		{at(1970, 1, 1), nil, &cause},
		{at(1900, 1, 1), nil, &cause},
		{at(2000, 1, 1), nil, &cause},
		{at(1969, 12, 31), nil, &cause},
		{at(2106, 1, 1), nil, &cause},
		{at(1970, 1, 2), at(1, 1, 1), &cause},
		{&half, at(2106, 1, 1), &cause},
		{&half, nil, nil},
		{good, nil, &nul},
		{nil, nil, &nul},
	}
	_, got, err := readAll(parquetOf(t, rows), replayNeeds, cdr.FieldsOf(cdr.AnswerTime), 5)
	if err != nil {
		t.Fatal(err)
	}
	wantRows := []string{
		`answer_time=null end_time=1773100800000000 hangup_cause="USER_BUSY" flags=0 `,
		`answer_time=null end_time=86400000000 hangup_cause="USER_BUSY" flags=0 `,
		`answer_time=null end_time=946684800500000 hangup_cause=null flags=0 `,
	}
	wantRejects := []string{
		"2 end_time: no value, wanted end_time []",
		"3 end_time: no value, wanted end_time [1970-01-01T00:00:00Z]",
		"4 end_time: no value, wanted end_time [1900-01-01T00:00:00Z]",
		"5 end_time: no value, wanted end_time [2000-01-01T00:00:00Z]",
		"6 end_time: outside 1970..2106 [1969-12-31T00:00:00Z]",
		"7 end_time: outside 1970..2106 [2106-01-01T00:00:00Z]",
		"9 answer_time: outside 1970..2106 [2106-01-01T00:00:00Z]",
		"11 hangup_cause: holds a NUL byte [USER\x00BUSY]",
		"12 end_time: no value, wanted end_time []",
	}
	if !slices.Equal(got.rows, wantRows) {
		t.Errorf("rows\n%s\nwant\n%s", strings.Join(got.rows, "\n"), strings.Join(wantRows, "\n"))
	}
	if !slices.Equal(got.rejects, wantRejects) {
		t.Errorf("rejects\n%q\nwant\n%q", got.rejects, wantRejects)
	}
}

func TestTextRules(t *testing.T) {
	type row struct {
		End  time.Time `parquet:"end,timestamp(millisecond)"`
		ID   []byte    `parquet:"call_uuid"`
		Acct []byte    `parquet:"account_id,dict"`
	}
	end := time.Date(2026, 3, 10, 16, 1, 1, 0, time.UTC)
	data := parquetOf(t, []row{
		{end, []byte("Zoë"), []byte("a")},
		{end, []byte("Zo\xeb"), []byte("a")},
		{end, []byte("x"), []byte("caf\xe9")},
		{end, []byte("a\x00b"), []byte("a")},
		{end, []byte(""), []byte("a\x00")},
		{end, []byte("y"), []byte("café")},
	})
	_, got, err := readAll(data, cdr.FieldsOf(cdr.EndTime), cdr.FieldsOf(cdr.CallID, cdr.AccountID), 100)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{`"Zoë" "a" 0`, `"Zoë" "a" 4`, `"x" "café" 4`, `"y" "café" 0`}
	for i, row := range got.rows {
		var id, account, end, flags string
		if _, err := fmt.Sscanf(row, "call_id=%s account_id=%s end_time=%s flags=%s", &id, &account, &end, &flags); err != nil {
			t.Fatal(err)
		}
		got.rows[i] = id + " " + account + " " + flags
	}
	if !slices.Equal(got.rows, want) {
		t.Errorf("got %q, want %q", got.rows, want)
	}
	if want := []string{"4 call_uuid: holds a NUL byte [a\x00b]", "5 account_id: holds a NUL byte [a\x00]"}; !slices.Equal(got.rejects, want) {
		t.Errorf("rejects %q, want %q", got.rejects, want)
	}
}

func TestOpenErrors(t *testing.T) {
	end := time.Date(2026, 3, 10, 16, 1, 1, 0, time.UTC)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"no cause", parquetOf(t, []struct {
			End   time.Time `parquet:"end,timestamp(millisecond)"`
			Cauze string    `parquet:"hangup_cauze"`
		}{{end, ""}}), "x: found the columns end, hangup_cauze, wanted hangup_cause"},
		{"no end", parquetOf(t, []struct {
			Cause string `parquet:"hangup_cause"`
		}{{""}}), "x: found the columns hangup_cause, wanted end_time (or start_time and duration_ms)"},
		{"cause a number", parquetOf(t, []struct {
			End   time.Time `parquet:"end,timestamp(millisecond)"`
			Cause int32     `parquet:"hangup_cause"`
		}{{end, 16}}), "x: column hangup_cause: found INT32 INT(32,true), wanted text (for hangup_cause)"},
		{"end a truth value", parquetOf(t, []struct {
			End   bool   `parquet:"end"`
			Cause string `parquet:"hangup_cause"`
		}{{true, ""}}), "x: column end: found BOOLEAN, wanted a timestamp, a number or RFC 3339 text (for end_time)"},
		{"end repeated", parquetOf(t, []struct {
			End   []int64 `parquet:"end"`
			Cause string  `parquet:"hangup_cause"`
		}{{nil, ""}}), "x: column end: found repeated INT64"},
		{"text", []byte("hello, world"), "x: found neither Parquet nor Arrow IPC"},
		{"empty", nil, "x: found neither Parquet nor Arrow IPC"},
		{"magic alone", []byte("PAR1"), "x: 4 bytes are too few"},
		{"cut", []byte("PAR1 and some more bytes"), `x: the file ends in "ytes", wanted "PAR1"`},
		{"encrypted", []byte("PARE and some more bytes PARE"), "x: the file is encrypted"},
		{"arrow cut", []byte("ARROW1\x00\x00 and so on until it ends"), `x: the file ends in "t ends"`},
	} {
		_, err := Open("x", bytes.NewReader(c.data), int64(len(c.data)), Ask{Need: replayNeeds})
		var data *cdr.DataError
		if !errors.As(err, &data) || data.Place != "x" || data.Hint == "" || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want a DataError %q", c.name, err, c.want)
		}
	}
}

func TestEmitErrorIsReturned(t *testing.T) {
	data := smallParquet(t)
	f, err := Open("x", bytes.NewReader(data), int64(len(data)), Ask{Need: replayNeeds})
	if err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	err = f.NewReader().ReadPart(0, 10, func(*cdr.Batch) error { return stop }, nil)
	if err != stop {
		t.Errorf("%v, want the error of emit", err)
	}
}

func TestInstantsBySize(t *testing.T) {
	for _, c := range []struct{ x, want int64 }{
		{0, 0}, {-1, -1e6}, {math.MinInt64, math.MinInt64}, {1, 1e6},
		{1700000000, 1700000000e6}, {1700000000123, 1700000000123e3},
		{1700000000123456, 1700000000123456}, {1700000000123456789, 1700000000123456},
		{math.MaxInt64, math.MaxInt64 / 1000},
	} {
		if got := microsOf(c.x, 0); got != c.want {
			t.Errorf("microsOf(%d) = %d, want %d", c.x, got, c.want)
		}
	}
	for _, c := range []struct {
		x    float64
		want int64
	}{
		{math.NaN(), none}, {math.Inf(1), math.MaxInt64}, {math.Inf(-1), none}, {-5, none},
		{1700000000.25, 1700000000250000}, {1700000000123.5, 1700000000123500}, {1.7e15, 1.7e15}, {1.7e18, 1.7e15},
	} {
		if got := microsOfFloat(c.x); got != c.want {
			t.Errorf("microsOfFloat(%g) = %d, want %d", c.x, got, c.want)
		}
	}
}
