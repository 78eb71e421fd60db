package cdrfmt

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// kept tells, the slow and obvious way, which accepted rows of each input
// remain: all inputs' rows in order go through one map.
func kept(mode DedupeMode, inputs [][]string) (rows []string, duplicates []uint64) {
	firstInput := map[string]int{}
	for i, list := range inputs {
		var n uint64
		for _, row := range list {
			first, seen := firstInput[row]
			if !seen {
				firstInput[row] = i
			}
			if seen && (mode == DedupeOn || mode == DedupeAuto && first != i) {
				n++
				continue
			}
			rows = append(rows, row)
		}
		duplicates = append(duplicates, n)
	}
	return rows, duplicates
}

func TestDedupeAgainstMap(t *testing.T) {
	for seed := range 4 {
		dir := t.TempDir()
		r := random(seed)
		var paths []string
		var inputs [][]string
		for i := range 2 + r.below(3) {
			path := write(t, dir, fmt.Sprintf("%d.csv", i), traffic(&r, 200, 300))
			alone := options()
			alone.Dedupe, alone.Workers = DedupeOff, 1
			inputs = append(inputs, inOrder(t, path, alone))
			paths = append(paths, path)
		}
		for _, mode := range []DedupeMode{DedupeAuto, DedupeOn, DedupeOff} {
			want, duplicates := kept(mode, inputs)
			for _, workers := range []int{1, 4} {
				for _, memory := range []int64{0, 1, 5000} {
					opt := options()
					opt.Dedupe, opt.Workers, opt.MemoryBytes = mode, workers, memory
					what := fmt.Sprintf("seed %d, mode %d, %d workers, %d bytes", seed, mode, workers, memory)
					late := int64(r.below(3)) * 8000 // of all, of some, of none
					got := readRowsLate(opt, 300, late, paths...)
					if got.err != nil {
						t.Fatal(what, got.err)
					}
					if g, w := strings.Join(got.rows, "\n"), strings.Join(sortedCopy(want), "\n"); g != w {
						t.Fatalf("%s: got\n%s\nwant\n%s", what, g, w)
					}
					for i, f := range got.report.Files {
						if f.Duplicates != duplicates[i] || f.Rows != f.Accepted+f.Rejected+f.Duplicates {
							t.Fatalf("%s: %+v, want %d duplicates", what, f, duplicates[i])
						}
					}
				}
			}
		}
	}
}

// inOrder gives the accepted rows of a file as they stand in it; one worker
// reads a file in order.
func inOrder(t *testing.T, path string, opt Options) []string {
	t.Helper()
	sinks, _, err := Read(t.Context(), []string{path}, opt, func() *rowsSink { return &rowsSink{} })
	if err != nil {
		t.Fatal(err)
	}
	return sinks[0].rows
}

func TestDedupeKeys(t *testing.T) {
	const head = "call_id,start_time,end_time,hangup_cause,direction,attempt\n"
	const row = "c1,2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,USER_BUSY,outbound,1\n"
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"equal", head + row, head + row, true},
		{"written otherwise", head + row, head + strings.Replace(row, "2026-03-10T12:00:09Z", "2026-03-10 12:00:09", 1), true},
		{"another attempt", head + row, head + strings.Replace(row, ",1\n", ",2\n", 1), false},
		{"another cause", head + row, head + strings.Replace(row, "USER_BUSY", "NO_ANSWER", 1), false},
		{"another direction", head + row, head + strings.Replace(row, "outbound", "inbound", 1), false},
		{"another call", head + row, head + strings.Replace(row, "c1", "c2", 1), false},
		{"no call id, equal rows", "end_time,hangup_cause,note\n2026-03-10T12:00:00Z,A,x\n", "end_time,hangup_cause,note\n2026-03-10T12:00:00Z,A,x\n", true},
		{"no call id, other rows", "end_time,hangup_cause,note\n2026-03-10T12:00:00Z,A,x\n", "end_time,hangup_cause,note\n2026-03-10T12:00:00Z,A,y\n", false},
		{"empty call id, other rows", head + strings.Replace(row, "c1", "", 1), head + strings.Replace(row, "c1,2026-03-10T12:00:00Z", ",2026-03-10 12:00:00", 1), false},
	} {
		dir := t.TempDir()
		got := readRows(options(), 1<<20, write(t, dir, "a.csv", c.a), write(t, dir, "b.csv", c.b))
		if got.err != nil {
			t.Errorf("%s: %v", c.name, got.err)
			continue
		}
		want := 2
		if c.same {
			want = 1
		}
		if len(got.rows) != want {
			t.Errorf("%s: %d rows, want %d", c.name, len(got.rows), want)
		}
		if f := got.report.Files[0]; f.Duplicates != 0 {
			t.Errorf("%s: the first input's row was dropped: %+v", c.name, f)
		}
	}
}

// A pipe is read again from a copy, which is removed.
func TestDedupeStdin(t *testing.T) {
	dir := t.TempDir()
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	r := random(3)
	text := traffic(&r, 100, 50)
	a := write(t, dir, "a.csv", text)
	opt := options()
	opt.Stdin = strings.NewReader(text)
	got := readRows(opt, 64, a, "-")
	if got.err != nil {
		t.Fatal(got.err)
	}
	fa, fb := got.report.Files[0], got.report.Files[1]
	if fa.Duplicates != 0 || fb.Accepted != 0 || fb.Duplicates != fa.Accepted {
		t.Errorf("got %+v and %+v", fa, fb)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestDropRows(t *testing.T) {
	fields := []cdr.Field{cdr.CallID, cdr.HangupCause, cdr.EndTime, cdr.MOS}
	for seed := range 50 {
		r := random(seed)
		b := &cdr.Batch{Rows: r.below(40)}
		for _, f := range fields {
			c := cdr.NewColumn(f)
			for i := range b.Rows {
				text := strings.Repeat("x", i%4) + fmt.Sprint(i)
				switch {
				case r.below(4) == 0:
					c.AppendNull(f.Kind())
				case f.Kind() == cdr.Text:
					c.AppendText([]byte(text))
				case f.Kind() == cdr.Code:
					c.AppendName(text)
				case f.Kind() == cdr.Float:
					c.AppendFloat(float32(i))
				default:
					c.AppendInt(int64(i))
				}
			}
			b.SetColumn(f, c)
		}
		drop := map[int]bool{}
		var want []string
		for i := range b.Rows {
			if r.below(3) == 0 {
				drop[i] = true
			} else {
				want = append(want, showRow(b, fields, i))
			}
		}
		if n := dropRows(b, func(i int) bool { return drop[i] }); n != len(drop) || b.Rows != len(want) {
			t.Fatalf("dropped %d, want %d; %d rows are left", n, len(drop), b.Rows)
		}
		for i := range b.Rows {
			if got := showRow(b, fields, i); got != want[i] {
				t.Fatalf("row %d: got %s, want %s", i, got, want[i])
			}
		}
	}
}

func showRow(b *cdr.Batch, fields []cdr.Field, i int) string {
	var s string
	for _, f := range fields {
		c := b.Column(f)
		switch {
		case c.IsNull(i):
			s += "|-"
		case f.Kind() == cdr.Text:
			s += "|" + string(c.Text(i))
		case f.Kind() == cdr.Code:
			s += "|" + c.Name(i)
		case f.Kind() == cdr.Float:
			s += fmt.Sprint("|", c.Floats[i])
		default:
			s += fmt.Sprint("|", c.Ints[i])
		}
	}
	return s
}

// A field that only the comparison needs does not make a row a reject.
func TestComparingRejectsNoMore(t *testing.T) {
	dir := t.TempDir()
	const head = "call_id,start_time,end_time,hangup_cause,attempt\n"
	a := head + "c1,soon,2026-03-10T12:00:09Z,A,1\nc2,2026-03-10T12:00:00Z,2026-03-10T12:00:10Z,A,x\nc3,2026-03-10T12:00:00Z,never,A,1\n"
	b := head + "c1,soon,2026-03-10T12:00:09Z,A,1\nc4,2026-03-10T12:00:00Z,2026-03-10T12:00:10Z,A,1\n"
	opt := options()
	opt.Want = cdr.FieldsOf(cdr.HangupCause)
	paths := []string{write(t, dir, "a.csv", a), write(t, dir, "b.csv", b)}
	alone, other := readRows(opt, 1<<20, paths[0]).report.Files[0], readRows(opt, 1<<20, paths[1]).report.Files[0]
	got := readRows(opt, 1<<20, paths...)
	if got.err != nil || len(got.report.Files) != 2 || got.report.Files[0] != alone {
		t.Fatalf("alone %+v, together %v", alone, got)
	}
	if f := got.report.Files[1]; f.Rejected != other.Rejected || f.Duplicates != 1 || f.Accepted != 1 {
		t.Errorf("alone %+v, together %+v", other, f)
	}
}

// What rows are only compared by flags none: a call in Latin-1, a duration below
// 0, a start in a missing hour.
func TestComparingFlagsNoMore(t *testing.T) {
	dir := t.TempDir()
	const rows = "call_id,start_time,end_time,hangup_cause,duration_s\n" +
		"Zo\xeb,2026-03-29 02:30:00,2026-03-29 03:30:09,A,-9\n\xff,2026-03-29 02:30:00,2026-03-29 03:30:09,A,9\n"
	opt := options()
	opt.Want = cdr.FieldsOf(cdr.HangupCause)
	var err error
	if opt.Zone, err = time.LoadLocation("Europe/Berlin"); err != nil {
		t.Fatal(err)
	}
	got := readRows(opt, 1<<20, write(t, dir, "a.csv", rows), write(t, dir, "b.csv", rows))
	if got.err != nil || got.report.Files[1].Duplicates != 2 || got.report.Flagged != [cdr.NumFlags]uint64{} {
		t.Errorf("got %v", got)
	}
}
