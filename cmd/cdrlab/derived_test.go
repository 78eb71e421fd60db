package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow/go/v15/arrow/ipc"
	"github.com/apache/arrow/go/v15/arrow/memory"
	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// spanLegs are legs as sources tell them: of start, end, duration, answer,
// billsec, 18x and the delay to it they have some, and single rows lack more.
type spanLegs struct {
	fields []cdr.Field
	rows   [][]*int64 // by row and field; nil is none
}

var spanFields = []cdr.Field{
	cdr.StartTime, cdr.ProgressTime, cdr.AnswerTime, cdr.EndTime, cdr.DurationMs, cdr.BillsecMs, cdr.ProgressMs,
}

// randomSpanLegs have an end, or what it follows from.
func randomSpanLegs(random *rand.Rand) *spanLegs {
	l := &spanLegs{}
	all := random.IntN(3) > 0
	for _, f := range spanFields {
		if random.IntN(3) > 0 || f == cdr.EndTime && all || (f == cdr.StartTime || f == cdr.DurationMs) && !all {
			l.fields = append(l.fields, f)
		}
	}
	for range 30 {
		lacking := random.IntN(3) == 0
		end := 1_773_151_200_000_000 + random.Int64N(7200_000)*1000
		if random.IntN(20) == 0 {
			end = cdr.MinTimeUs + random.Int64N(100_000)*1000 // what follows from it may be before 1970-01-02
		}
		duration := random.Int64N(90_000)
		start, answer, rang := end-duration*1000, end-duration*500, end-duration*900
		switch random.IntN(12) {
		case 0:
			start += random.Int64N(200_000) * 1000 // behind the end, perhaps
		case 1:
			duration = -duration
		case 2:
			rang -= random.Int64N(90_000) * 1000 // before the start
		}
		value := map[cdr.Field]int64{
			cdr.StartTime: max(start, 0), cdr.ProgressTime: max(rang, 0), cdr.AnswerTime: max(answer, 0), cdr.EndTime: end,
			cdr.DurationMs: duration, cdr.BillsecMs: duration / 2, cdr.ProgressMs: duration / 10,
		}
		var row []*int64
		for _, f := range l.fields {
			v := value[f]
			switch demanded := f == cdr.EndTime || !all; {
			case lacking && !demanded && random.IntN(2) == 0, f == cdr.AnswerTime && random.IntN(3) == 0:
				row = append(row, nil)
			default:
				row = append(row, &v)
			}
		}
		l.rows = append(l.rows, row)
	}
	return l
}

func (l *spanLegs) has(f cdr.Field) bool { return cdr.FieldsOf(l.fields...).Has(f) }

// text writes the legs as CSV or as lines of JSON.
func (l *spanLegs) text(ending string) []byte {
	var out bytes.Buffer
	names := []string{"call_id", "hangup_cause"}
	for _, f := range l.fields {
		names = append(names, f.String())
	}
	if ending == "csv" {
		fmt.Fprintln(&out, strings.Join(names, ","))
	}
	for i, row := range l.rows {
		cells := []string{fmt.Sprint("c", i), "NORMAL_CLEARING"}
		for j, v := range row {
			switch {
			case v == nil:
				cells = append(cells, "")
			case l.fields[j].Kind() == cdr.Time:
				cells = append(cells, time.UnixMicro(*v).UTC().Format(time.RFC3339Nano))
			default:
				cells = append(cells, fmt.Sprint(*v))
			}
		}
		if ending == "csv" {
			fmt.Fprintln(&out, strings.Join(cells, ","))
			continue
		}
		var pairs []string
		for j, cell := range cells {
			if cell != "" {
				pairs = append(pairs, fmt.Sprintf("%q: %q", names[j], cell))
			}
		}
		fmt.Fprintf(&out, "{%s}\n", strings.Join(pairs, ", "))
	}
	return out.Bytes()
}

// arrow writes the legs as an Arrow stream.
func (l *spanLegs) arrow(t *testing.T) []byte {
	b := &cdr.Batch{Rows: len(l.rows)}
	ids := cdr.NewColumn(cdr.CallID)
	for i := range l.rows {
		ids.AppendText(fmt.Append(nil, "c", i))
	}
	b.SetColumn(cdr.CallID, ids)
	for j, f := range l.fields {
		c := cdr.NewColumn(f)
		for _, row := range l.rows {
			if row[j] == nil {
				c.AppendNull(f.Kind())
			} else {
				c.AppendInt(*row[j])
			}
		}
		b.SetColumn(f, c)
	}
	rec := b.RecordOf(cdr.Shape{Fields: append([]cdr.Field{cdr.CallID}, l.fields...), Lacking: cdr.FieldsOf(l.fields...)}, memory.DefaultAllocator)
	defer rec.Release()
	var out bytes.Buffer
	w := ipc.NewWriter(&out, ipc.WithSchema(rec.Schema()))
	if err := w.Write(rec); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parquet writes the legs as Parquet, in two row groups.
func (l *spanLegs) parquet(t *testing.T) []byte {
	group := parquet.Group{"call_id": parquet.String()}
	for _, f := range l.fields {
		node := parquet.Int(64)
		if f.Kind() == cdr.Time {
			node = parquet.Timestamp(parquet.Microsecond)
		}
		group[f.String()] = parquet.Optional(node)
	}
	schema := parquet.NewSchema("legs", group)
	var out bytes.Buffer
	w := parquet.NewWriter(&out, schema)
	for i, leg := range l.rows {
		var row parquet.Row
		for column, path := range schema.Columns() {
			f, _ := cdr.FieldByName(path[0])
			v := parquet.ValueOf(fmt.Sprint("c", i)).Level(0, 0, column)
			if f != cdr.CallID {
				v = parquet.ValueOf(nil).Level(0, 0, column)
				if x := leg[indexOfField(l.fields, f)]; x != nil {
					v = parquet.ValueOf(*x).Level(0, 1, column)
				}
			}
			row = append(row, v)
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			t.Fatal(err)
		}
		if i == len(l.rows)/2 {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func indexOfField(list []cdr.Field, f cdr.Field) int {
	for i := range list {
		if list[i] == f {
			return i
		}
	}
	return -1
}

// totalOf are figures of a file, as JSON lines.
func totalOf(t *testing.T, path, kpis, population string) string {
	t.Helper()
	var out, errs strings.Builder
	args := []string{"analyze", path, "--kpi", kpis, "--population", population, "--format", "json", "--quiet", "--dedupe", "off", "--max-rejects", "100%"}
	if status := run(args, nil, &out, &errs); status != exitFine {
		t.Fatalf("%v: status %d, %s", args, status, errs.String())
	}
	_, total, _ := strings.Cut(out.String(), `"total"`)
	return total
}

// Figures that rest on starts, durations and delays, and those that rest on
// answers where any are told, are the same of a source and of what it is
// converted to, whatever its rows lack.
func TestDerivedAlike(t *testing.T) {
	t.Parallel()
	const (
		ofTimes   = "cps_peak,cps_peak_time,concurrent_peak,concurrent_peak_time,erlang,busy_hour,busy_hour_erlang,pdd_mean_ms,pdd_p50_ms,pdd_p99_ms,legs,first,last"
		ofAnswers = ",answered,acd_s,billsec_s,short_pct,asr_pct"
	)
	defined := map[string]int{}
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 11))
		legs := randomSpanLegs(random)
		kpis := ofTimes
		if legs.has(cdr.AnswerTime) || legs.has(cdr.BillsecMs) {
			kpis += ofAnswers
		}
		if random.IntN(3) == 0 {
			kpis = "pdd_mean_ms" // what it follows from is read for it alone
		}
		population := []string{"legs", "calls"}[random.IntN(2)]
		folder := t.TempDir()
		var ofFirst string
		for ending, data := range map[string][]byte{
			"csv": legs.text("csv"), "jsonl": legs.text("jsonl"), "parquet": legs.parquet(t), "arrow": legs.arrow(t),
		} {
			source := filepath.Join(folder, "source."+ending)
			if err := os.WriteFile(source, data, 0o600); err != nil {
				t.Fatal(err)
			}
			want := totalOf(t, source, kpis, population)
			if ofFirst == "" {
				ofFirst = want
			}
			if want != ofFirst {
				t.Errorf("seed %d, %v: %s has other figures:%s\nwant%s", seed, legs.fields, ending, want, ofFirst)
			}
			for _, name := range []string{"cps_peak", "pdd_mean_ms"} {
				if strings.Contains(want, name+`": `) && !strings.Contains(want, name+`": null`) {
					defined[name]++
				}
			}
			format := []string{"csv", "parquet", "arrow"}[random.IntN(3)]
			to := filepath.Join(folder, "of_"+ending+"."+format)
			args := []string{"convert", source, "-o", to, "--quiet", "--dedupe", "off", "--max-rejects", "100%"}
			var errs strings.Builder
			if status := run(args, nil, io.Discard, &errs); status != exitFine {
				t.Fatalf("%v: status %d, %s", args, status, errs.String())
			}
			if got := totalOf(t, to, kpis, population); got != want {
				t.Errorf("seed %d, %v: %s as %s:%s\nwant%s\n%s", seed, legs.fields, ending, format, got, want, legs.text("csv"))
			}
		}
		if t.Failed() {
			return
		}
	}
	if defined["cps_peak"] < 60 || defined["pdd_mean_ms"] < 60 {
		t.Errorf("figures that were defined: %v, a poor example", defined)
	}
}

// So are those of the dialects' test files.
func TestDerivedAlikeInDialects(t *testing.T) {
	t.Parallel()
	// Accounts are read by convert, so that a row with a broken one is rejected by both.
	const kpis = "cps_peak,cps_peak_time,concurrent_peak,concurrent_peak_time,erlang,busy_hour,busy_hour_erlang,pdd_mean_ms,pdd_p50_ms,pdd_p99_ms,legs,first,last,accounts"
	figures := func(path string) string {
		figures, _, _ := strings.Cut(totalOf(t, path, kpis, "legs"), `"accounts"`) // these rest on no time
		return figures
	}
	for name, input := range agreeInputs(t) {
		want := figures(input)
		for format, path := range converted(t, input) {
			if got := figures(path); got != want {
				t.Errorf("%s as %s:%s\nwant%s", name, format, got, want)
			}
		}
	}
}
