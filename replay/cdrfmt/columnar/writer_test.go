package columnar

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestWriteReadRoundTrip(t *testing.T) {
	for _, format := range []Format{Parquet, Arrow} {
		t.Run(format.String(), func(t *testing.T) {
			for seed := range uint64(8) {
				rng := rand.New(rand.NewPCG(seed, 1))
				var batches []*cdr.Batch
				for range rng.IntN(4) {
					batches = append(batches, randomBatch(rng, rng.IntN(300)))
				}
				data := written(t, format, allFields(), batches...)
				f, got, err := readAll(data, 0, everything, 1+rng.IntN(200))
				if err != nil || len(got.rejects) > 0 {
					t.Fatal(err, got.rejects)
				}
				want := rowsOf(allFields(), batches...)
				sameRows(t, got.rows, want)
				if f.Dialect() != format.String() || f.Rows() != int64(len(want)) {
					t.Errorf("%s with %d rows, want %s with %d", f.Dialect(), f.Rows(), format, len(want))
				}
			}
		})
	}
}

func TestParquetRowGroups(t *testing.T) {
	fields := []cdr.Field{cdr.EndTime, cdr.HangupCause, cdr.RowFlags}
	b := &cdr.Batch{Rows: groupRows + 1000}
	for _, f := range fields {
		c := cdr.NewColumn(f)
		for i := range b.Rows {
			switch f {
			case cdr.EndTime:
				c.AppendInt(1.7e15 + int64(i)*1000)
			case cdr.HangupCause:
				c.AppendName([]string{"NORMAL_CLEARING", "USER_BUSY", "CALL_REJECTED"}[i%3])
			default:
				c.AppendInt(int64(i % 4))
			}
		}
		b.SetColumn(f, c)
	}
	whole := written(t, Parquet, fields, b)
	f, err := Open("x", bytes.NewReader(whole), int64(len(whole)), Ask{Want: everything})
	if err != nil {
		t.Fatal(err)
	}
	if f.Parts() != 2 {
		t.Errorf("%d row groups, want 2", f.Parts())
	}
	r, row := f.NewReader(), 0
	for part := range f.Parts() {
		err := r.ReadPart(part, 8192, func(got *cdr.Batch) error {
			for i := range got.Rows {
				if got.Column(cdr.HangupCause).Name(i) != b.Column(cdr.HangupCause).Name(row) {
					t.Fatalf("row %d has another cause", row+1)
				}
				row++
			}
			return nil
		}, func(int64, string, string, string) { t.Error("a row was rejected") })
		if err != nil {
			t.Fatal(err)
		}
	}
	if row != b.Rows {
		t.Errorf("%d rows, want %d", row, b.Rows)
	}

	// The same rows in other batches: the same bytes.
	var pieces []*cdr.Batch
	for from := 0; from < b.Rows; {
		to := min(b.Rows, from+100_003)
		p := &cdr.Batch{Rows: to - from}
		for _, f := range fields {
			c := *b.Column(f)
			if f.Kind() == cdr.Code {
				c.Codes = c.Codes[from:to]
			} else {
				c.Ints = c.Ints[from:to]
			}
			p.SetColumn(f, &c)
		}
		pieces = append(pieces, p)
		from = to
	}
	if !bytes.Equal(whole, written(t, Parquet, fields, pieces...)) {
		t.Error("other batches of the same rows gave other bytes")
	}
}

func TestWriteCSV(t *testing.T) {
	fields := []cdr.Field{cdr.CallID, cdr.CallerIDName, cdr.EndTime, cdr.AnswerTime, cdr.BillsecMs, cdr.HangupCause, cdr.LastAttempt, cdr.MOS, cdr.RowFlags}
	b := &cdr.Batch{Rows: 3}
	set := func(f cdr.Field, add func(c *cdr.Column)) {
		c := cdr.NewColumn(f)
		add(c)
		b.SetColumn(f, c)
	}
	set(cdr.CallID, func(c *cdr.Column) {
		c.AppendText([]byte("a1"))
		c.AppendText([]byte("a,2"))
		c.AppendText([]byte(""))
	})
	set(cdr.CallerIDName, func(c *cdr.Column) {
		c.AppendText([]byte(`the "Boss"`))
		c.AppendNull(cdr.Text)
		c.AppendText([]byte("two\nlines"))
	})
	set(cdr.EndTime, func(c *cdr.Column) {
		c.AppendInt(1773158400_000000)
		c.AppendInt(1773158400_120000)
		c.AppendInt(1773158400_000007)
	})
	set(cdr.BillsecMs, func(c *cdr.Column) {
		c.AppendInt(0)
		c.AppendInt(61000)
		c.AppendInt(-5)
	})
	set(cdr.HangupCause, func(c *cdr.Column) {
		c.AppendName("NORMAL_CLEARING")
		c.AppendNull(cdr.Code)
		c.AppendName("")
	})
	set(cdr.LastAttempt, func(c *cdr.Column) {
		c.AppendInt(1)
		c.AppendInt(0)
		c.AppendNull(cdr.Int)
	})
	set(cdr.MOS, func(c *cdr.Column) {
		c.AppendFloat(4.3)
		c.AppendFloat(1e-7)
		c.AppendNull(cdr.Float)
	})
	want := `call_id,caller_id_name,end_time,answer_time,billsec_ms,hangup_cause,last_attempt,mos,flags
a1,"the ""Boss""",2026-03-10T16:00:00Z,,0,NORMAL_CLEARING,true,4.3,
"a,2",,2026-03-10T16:00:00.120Z,,61000,,false,1e-07,
"","two
lines",2026-03-10T16:00:00.000007Z,,-5,"",,,
`
	if got := string(written(t, CSV, fields, b)); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestWriteAbsentFields(t *testing.T) {
	b := &cdr.Batch{Rows: 1}
	end := cdr.NewColumn(cdr.EndTime)
	end.AppendInt(1773158400_000000)
	b.SetColumn(cdr.EndTime, end)
	fields := []cdr.Field{cdr.EndTime, cdr.Leg, cdr.CauseSource, cdr.AccountID, cdr.RowFlags}
	for _, format := range []Format{Parquet, Arrow} {
		_, got, err := readAll(written(t, format, fields, b, b), 0, everything, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range got.rows {
			for _, want := range []string{`leg="unknown"`, `cause_source="none"`, "account_id=null", "flags=0"} {
				if !strings.Contains(row, want) {
					t.Errorf("%s: %s, want %s", format, row, want)
				}
			}
		}
		w, err := NewWriter(format, new(bytes.Buffer), []cdr.Field{cdr.StartTime})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(b); err == nil || !strings.Contains(err.Error(), "start_time: found null") {
			t.Errorf("%s: %v, want an error about start_time", format, err)
		}
	}
	if _, err := NewWriter(Format(9), new(bytes.Buffer), nil); err == nil {
		t.Error("format 9: no error")
	}
}
