package simulate

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// tuesday is a busy hour of a working day.
var tuesday = time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC)

// writeCanonical writes a batch as text, a row a line, null as "-".
func writeCanonical(w io.Writer, b *cdr.Batch) {
	var buf bytes.Buffer
	for i := range b.Rows {
		for _, f := range Fields() {
			c := b.Column(f)
			switch {
			case c.IsNull(i):
				buf.WriteString("-")
			case f.Kind() == cdr.Code:
				buf.WriteString(c.Name(i))
			case f.Kind() == cdr.Text:
				buf.Write(c.Text(i))
			default:
				fmt.Fprint(&buf, c.Ints[i])
			}
			buf.WriteByte('|')
		}
		buf.WriteByte('\n')
	}
	w.Write(buf.Bytes())
}

// TestTrafficIsTheSameEverywhere holds the rows of one traffic for ever: a
// change of these sums makes every published seed mean something else.
func TestTrafficIsTheSameEverywhere(t *testing.T) {
	opt := TrafficOptions{Seed: 7, Start: tuesday, Duration: 20 * time.Minute, RatePerSec: 10, Incidents: []Incident{
		{Cause: "PROGRESS_TIMEOUT", Gateway: "carrier-3", At: 5 * time.Minute, For: 5 * time.Minute, Share: 0.9, RatePerSec: 2},
		{Cause: "CALL_REJECTED", Account: 2, At: 8 * time.Minute, For: time.Minute, Share: 0.5},
	}}
	const wantRows, wantSum = 28033, "292e628bd7453c5e1e7071839b6d1b77948a6bc37c56611f4498d9fb2d60acfa"
	for range 2 {
		sum, rows := sha256.New(), 0
		if err := Traffic(opt, func(b *cdr.Batch) error {
			writeCanonical(sum, b)
			rows += b.Rows
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%x", sum.Sum(nil)); rows != wantRows || got != wantSum {
			t.Fatalf("%d rows with sum %s, want %d with %s", rows, got, wantRows, wantSum)
		}
	}
}

func TestBatchesHaveTheColumnsOfFields(t *testing.T) {
	fields := Fields()
	if !slices.IsSorted(fields) {
		t.Errorf("%v is not in canonical order", fields)
	}
	rows := []int{}
	if err := Traffic(TrafficOptions{Start: tuesday, Duration: 10 * time.Minute, RatePerSec: 20}, func(b *cdr.Batch) error {
		rows = append(rows, b.Rows)
		for f := range cdr.Field(cdr.NumFields) {
			c := b.Column(f)
			if (c != nil) != slices.Contains(fields, f) {
				t.Errorf("column %s: %v", f, c)
			}
			if c == nil {
				continue
			}
			values := len(c.Ints) + len(c.Codes)
			if f.Kind() == cdr.Text {
				values = len(c.Offsets) - 1
			}
			if values != b.Rows {
				t.Errorf("column %s has %d values in %d rows", f, values, b.Rows)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 4 || rows[0] != batchRows || rows[1] != batchRows || rows[2] != batchRows || rows[3] == 0 {
		t.Errorf("batches of %v rows", rows)
	}
}

func TestTrafficEndsWithTheErrorOfEmit(t *testing.T) {
	full := errors.New("disk full")
	calls := 0
	err := Traffic(TrafficOptions{Start: tuesday, Duration: 10 * time.Minute, RatePerSec: 20}, func(*cdr.Batch) error {
		calls++
		return full
	})
	if err != full || calls != 1 {
		t.Errorf("%v after %d batches, want %v after 1", err, calls, full)
	}
}

// TestRate compares the number of legs with what the rate and the curve ask for.
func TestRate(t *testing.T) {
	opt := TrafficOptions{Seed: 1, Start: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC), Duration: 7 * 24 * time.Hour, RatePerSec: 0.4}
	perDay, perHour := map[int64]int{}, map[int64]int{}
	rows := 0
	err := Traffic(opt, func(b *cdr.Batch) error {
		for _, us := range b.Column(cdr.EndTime).Ints {
			sec := us/1e6 - opt.Start.Unix()
			perDay[sec/86400]++
			perHour[sec%86400/3600]++
		}
		rows += b.Rows
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	within(t, "legs of a week", rows, 0.4*86400*5.75, 0.01)
	within(t, "legs of Monday", perDay[0], 0.4*86400, 0.03)
	within(t, "legs of Saturday", perDay[5], 0.4*86400*0.45, 0.04)
	within(t, "legs of Sunday", perDay[6], 0.4*86400*0.3, 0.04)
	within(t, "legs from 10 to 11 o'clock", perHour[10], 0.4*3600*2.1*5.75, 0.03)
	within(t, "legs from 2 to 3 o'clock", perHour[2], 0.4*3600*0.1*5.75, 0.15)
}

func within(t *testing.T, what string, got int, want, share float64) {
	t.Helper()
	if d := float64(got) - want; d > want*share || d < -want*share {
		t.Errorf("%s: %d, want %.0f within %g%%", what, got, want, share*100)
	}
}

func BenchmarkTraffic(b *testing.B) {
	opt := TrafficOptions{Seed: 1, Start: tuesday, Duration: time.Hour, RatePerSec: 100}
	rows := 0
	for b.Loop() {
		if err := Traffic(opt, func(batch *cdr.Batch) error { rows += batch.Rows; return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
