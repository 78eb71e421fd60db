package cdrfmt

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
)

const everyField = cdr.FieldSet(1)<<cdr.NumFields - 1

// legsSink keeps every leg with all its values, behind its place.
type legsSink struct{ legs []string }

func (s *legsSink) Add(b *cdr.Batch) error {
	for i := range b.Rows {
		var out strings.Builder
		fmt.Fprintf(&out, "%s:%04d\n", b.Column(cdr.SrcFile).Name(i), b.Column(cdr.SrcLine).Ints[i])
		for f := range cdr.Field(cdr.NumFields) {
			c := b.Column(f)
			if c == nil || c.IsNull(i) || f == cdr.SrcFile || f == cdr.SrcLine || f == cdr.Dialect {
				continue
			}
			text := golden.Value(c, f, i)
			if f == cdr.RowFlags {
				text = fmt.Sprint(c.Ints[i])
			}
			fmt.Fprintf(&out, "  %s: %s\n", f, text)
		}
		s.legs = append(s.legs, out.String())
	}
	return nil
}

// describeLegs reads inputs with all fields asked for and writes down all that
// was understood.
func describeLegs(paths ...string) string {
	var out strings.Builder
	opt := Options{Options: dialect.Options{Need: cdr.FieldsOf(cdr.EndTime), Want: everyField}, MaxRejects: RejectLimit{Percent: 100}}
	var rejects bytes.Buffer
	opt.Rejects = &rejects
	sinks, report, err := Read(context.Background(), paths, opt, func() *legsSink { return &legsSink{} })
	if err != nil {
		return fmt.Sprintf("error: %v\n", err)
	}
	for _, f := range report.Files {
		fmt.Fprintf(&out, "%s: %s: %d rows = %d accepted (%d joined) + %d rejected + %d duplicates\n",
			f.Name, f.Dialect, f.Rows, f.Accepted, f.Joined, f.Rejected, f.Duplicates)
	}
	for _, r := range report.Remarks {
		fmt.Fprintf(&out, "remark: %s\n", r)
	}
	out.WriteString(rejects.String())
	var legs []string
	for _, s := range sinks {
		legs = append(legs, s.legs...)
	}
	slices.Sort(legs)
	for _, l := range legs {
		out.WriteString("\n" + l)
	}
	return out.String()
}

// TestJoinedGolden reads each made-up file or folder of testdata/joined and
// compares what came of it with the file of its name that ends in .golden.
func TestJoinedGolden(t *testing.T) {
	entries, err := os.ReadDir("testdata/joined")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".golden") {
			continue
		}
		t.Run(e.Name(), func(t *testing.T) {
			path := "testdata/joined/" + e.Name()
			golden.Compare(t, path+".golden", describeLegs(path))
		})
	}
}

const accHeader = "id,method,from_tag,to_tag,callid,sip_code,sip_reason,time\n"

// accTraffic are the rows of made-up calls in the order of their times, and the
// legs that they are, as rowsSink writes them, sorted.
func accTraffic(r *random, calls int) (lines, legs []string) {
	type row struct {
		second int
		text   string
	}
	var rows []row
	clock := func(second int) string {
		return time.Unix(1772366400+int64(second), 0).UTC().Format("2006-01-02 15:04:05")
	}
	for i := range calls {
		second, id := r.below(3600), fmt.Sprintf("call-%d@192.0.2.7", i)
		add := func(second int, method, from, to, code string) {
			rows = append(rows, row{second, fmt.Sprintf("%s,%s%d,%s%d,%s,%s,x,%s", method, from, i, to, i, id, code, clock(second))})
		}
		leg := func(second int, cause string, lastedSec int) {
			legs = append(legs, fmt.Sprintf("%s|%d|%s|-|%d", id, (1772366400+int64(second))*1e6, cause, lastedSec*1000))
		}
		if r.below(4) == 0 {
			add(second, "INVITE", "f", "x", "407")
			second += r.below(3)
		}
		if r.below(2) == 0 {
			add(second, "INVITE", "f", "t", "486")
			leg(second, "USER_BUSY", 0)
			continue
		}
		lasted := r.below(900)
		add(second, "INVITE", "f", "t", "200")
		if r.below(3) == 0 {
			add(second+lasted/2, "INVITE", "t", "f", "200")
		}
		if r.below(2) == 0 {
			add(second+lasted, "BYE", "f", "t", "200")
		} else {
			add(second+lasted, "BYE", "t", "f", "200")
		}
		leg(second+lasted, "NORMAL_CLEARING", lasted)
	}
	slices.SortStableFunc(rows, func(a, b row) int { return a.second - b.second })
	for i, row := range rows {
		lines = append(lines, fmt.Sprintf("%d,%s\n", i+1, row.text))
	}
	slices.Sort(legs)
	return lines, legs
}

func zipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(text))
	z.Close()
	return b.String()
}

// However the rows of calls are spread over files, named, ordered, compressed
// and repeated, the legs are the same and no row is lost.
func TestJoinedHoweverSpread(t *testing.T) {
	r := random(7)
	for round := range 6 {
		lines, legs := accTraffic(&r, 200)
		shuffled := slices.Clone(lines)
		for i := range shuffled {
			j := i + r.below(len(shuffled)-i)
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		}
		cut := 1 + r.below(len(lines)-1)
		for name, files := range map[string][]string{
			"one file":          {accHeader + strings.Join(lines, "")},
			"no header":         {strings.Join(lines, "")},
			"shuffled":          {accHeader + strings.Join(shuffled, "")},
			"rotated":           {strings.Join(lines[:cut], ""), accHeader + strings.Join(lines[cut:], "")},
			"rotated, reversed": {strings.Join(lines[cut:], ""), zipped(strings.Join(lines[:cut], ""))},
			"a copy":            {strings.Join(lines, ""), zipped(accHeader + strings.Join(lines, ""))},
			"overlapping":       {strings.Join(lines, ""), strings.Join(shuffled[:cut], "")},
		} {
			dir := t.TempDir()
			var paths []string
			for i, text := range files {
				paths = append(paths, write(t, dir, fmt.Sprintf("%d.csv", i), text))
			}
			opt := options()
			opt.Workers = 1 + r.below(4)
			opt.Dedupe = []DedupeMode{DedupeAuto, DedupeOn, DedupeOff}[r.below(3)]
			opt.MemoryBytes = int64([]int{0, 1, 20_000}[r.below(3)])
			got := readRows(opt, 64+r.below(4096), paths...)
			if got.err != nil || !slices.Equal(got.rows, legs) {
				t.Fatalf("round %d, %s: %v\ngot %d legs, want %d", round, name, got, len(got.rows), len(legs))
			}
			var rows, accepted, joined, duplicates uint64
			for _, f := range got.report.Files {
				rows, accepted, joined, duplicates = rows+f.Rows, accepted+f.Accepted, joined+f.Joined, duplicates+f.Duplicates
			}
			repeated := 0
			switch name {
			case "a copy":
				repeated = len(lines)
			case "overlapping":
				repeated = cut
			}
			if rows != uint64(len(lines)+repeated) || accepted != uint64(len(lines)) || joined != accepted-uint64(len(legs)) || duplicates != uint64(repeated) {
				t.Errorf("round %d, %s: %d rows = %d accepted (%d joined) + %d duplicates, of %d lines and %d repeated",
					round, name, rows, accepted, joined, duplicates, len(lines), repeated)
			}
		}
	}
}

// Standard input is copied, as it cannot be read twice.
func TestJoinedFromStdin(t *testing.T) {
	r := random(8)
	lines, legs := accTraffic(&r, 100)
	for _, text := range []string{strings.Join(lines, ""), "\ufeff" + accHeader + strings.Join(lines, ""), zipped(accHeader + strings.Join(lines, ""))} {
		opt := options()
		opt.Stdin = strings.NewReader(text)
		if got := readRows(opt, 512, "-"); got.err != nil || !slices.Equal(got.rows, legs) {
			t.Errorf("%v", got)
		}
	}
}

// Rows of other dialects beside them are read as they are.
func TestJoinedBesideOthers(t *testing.T) {
	r := random(9)
	lines, legs := accTraffic(&r, 50)
	dir := t.TempDir()
	acc := write(t, dir, "b.csv", strings.Join(lines, ""))
	plain := write(t, dir, "a.csv", "call_id,start_time,end_time,hangup_cause,account_id,note\nx,2026-03-10T12:00:00Z,2026-03-10T12:00:10Z,USER_BUSY,acme,\n")
	got := readRows(options(), 256, plain, acc)
	if got.err != nil || len(got.rows) != len(legs)+1 {
		t.Errorf("got %v, want %d legs", got, len(legs)+1)
	}
}

func TestJoinedRejects(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "acc.csv", accHeader+"1,INVITE,a,b,c,486,Busy,2026-03-01 12:00:00\n2,INVITE,a,b,d,4x6,Busy,2026-03-01 12:00:00\n")
	got := readRows(options(), 256, path)
	want := fmt.Sprintf("file,line,byte,column,reason,raw\n%s,3,%d,sip_code,\"\"\"4x6\"\" is not a SIP status, wanted 100 to 699\",\"2,INVITE,a,b,d,4x6,Busy,2026-03-01 12:00:00\"\n",
		path, len(accHeader)+len("1,INVITE,a,b,c,486,Busy,2026-03-01 12:00:00\n"))
	if got.rejects != want || len(got.rows) != 1 {
		t.Errorf("got %v\nwant %s", got, want)
	}
	opt := options()
	opt.Strict = true
	var bad *cdr.DataError
	if got := readRows(opt, 256, path); !errors.As(got.err, &bad) || bad.Place != path+":3:sip_code" {
		t.Errorf("strict: %v", got.err)
	}
}

// A call of more rows than are joined in memory ends in an error.
func TestJoinedCallOfTooManyRows(t *testing.T) {
	var text strings.Builder
	text.WriteString(accHeader)
	for i := range maxCallRows + 1 {
		fmt.Fprintf(&text, "%d,INVITE,a,b,c,486,x,2026-03-01 12:00:00\n", i)
	}
	path := write(t, t.TempDir(), "acc.csv", text.String())
	var bad *cdr.DataError
	if got := readRows(options(), 1<<20, path); !errors.As(got.err, &bad) || bad.Place != path || !strings.Contains(bad.Problem, "rows of one call") {
		t.Errorf("got %v", got.err)
	}
}

// A file that is another one when it is read again is told.
func TestJoinedFileThatChanges(t *testing.T) {
	r := random(10)
	lines, _ := accTraffic(&r, 50)
	text := accHeader + strings.Join(lines, "")
	for name, other := range map[string]string{
		"shorter":    accHeader + strings.Join(lines[:20], ""),
		"longer":     text + lines[0],
		"other rows": accHeader + "1,INVITE,a,b,longer than the first,486,x,2026-03-01 12:00:00\n" + strings.Join(lines, ""),
	} {
		path := write(t, t.TempDir(), "acc.csv", text)
		opt := options()
		var once sync.Once
		opt.Progress = func(int64) { // of the first reading, from any worker
			once.Do(func() {
				os.WriteFile(path+".new", []byte(other), 0o644)
				os.Rename(path+".new", path)
			})
		}
		var bad *cdr.DataError
		if got := readRows(opt, 256, path); !errors.As(got.err, &bad) || !strings.Contains(bad.Problem, "changed") {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestJoinedExplained(t *testing.T) {
	path := filepath.Join("testdata", "joined", "acc.csv")
	list, err := Explain(context.Background(), []string{path}, options(), 2)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	x := list[0]
	if x.Dialect != "kamailio:acc" || x.Form != "delimited by ',', a header, 14 columns" || len(x.Rows) != 2 || x.Rows[0].Line != 2 || x.Rows[1].Line != 5 {
		t.Errorf("%+v", x)
	}
}

// A table under several headers is the same wherever its chunks end, whoever
// reads them and how often.
func TestJoinedHeadersWhereverChunksEnd(t *testing.T) {
	r := random(11)
	lines, legs := accTraffic(&r, 150)
	var text strings.Builder
	text.WriteString(accHeader)
	for i, line := range lines {
		if i%40 == 20 {
			text.WriteString("time,sip_code,sip_reason,callid,method,from_tag,to_tag,src_ip\n")
		}
		if i%40 == 0 && i > 0 {
			text.WriteString(accHeader)
		}
		if i%40 >= 20 {
			cells := strings.Split(strings.TrimSpace(line), ",")
			line = strings.Join([]string{cells[7], cells[5], cells[6], cells[4], cells[1], cells[2], cells[3], "192.0.2.9"}, ",") + "\n"
		}
		text.WriteString(line)
	}
	path := write(t, t.TempDir(), "acc.csv", text.String())
	for range 60 {
		opt := options()
		opt.Workers = 1 + r.below(4)
		opt.Dedupe = []DedupeMode{DedupeAuto, DedupeOn}[r.below(2)]
		got := readRows(opt, 64+r.below(6000), path)
		if got.err != nil || !slices.Equal(got.rows, legs) {
			t.Fatalf("%v\ngot %d legs, want %d", got, len(got.rows), len(legs))
		}
		if f := got.report.Files[0]; f.Accepted != uint64(len(lines)) || f.Rejected != 0 {
			t.Errorf("%+v, of %d lines", f, len(lines))
		}
	}
}

// Rows leave in the order of inputs though some of them have to be joined first,
// however few workers there are.
func TestJoinedInOrder(t *testing.T) {
	r := random(12)
	plain := func(id string) string {
		return header + id + ",2026-03-10T12:00:00Z,2026-03-10T12:00:10Z,USER_BUSY,acme,\n"
	}
	dir := t.TempDir()
	a, _ := accTraffic(&r, 40)
	b, _ := accTraffic(&r, 40)
	document := `{"call_id":"j1","hangup_cause":"USER_BUSY","start_time":"2026-03-10T12:00:00Z","end_time":"2026-03-10T12:00:10Z","account_id":"acme"}` + "\n"
	paths := []string{
		write(t, dir, "0.csv", plain("x0")),
		write(t, dir, "1.csv", accHeader+strings.Join(a, "")),
		write(t, dir, "2.csv", plain("x2")),
		write(t, dir, "3.csv", zipped(plain("x3"))),
		write(t, dir, "4.json", document),
		write(t, dir, "5.csv", zipped(strings.Replace(accHeader+strings.Join(b, ""), "call-", "other-", -1))),
		"-",
		write(t, dir, "7.csv", plain("x7")),
	}
	var want []string
	for round := range 24 {
		opt := options()
		opt.Dedupe = []DedupeMode{DedupeAuto, DedupeOff}[round%2]
		opt.Stdin = strings.NewReader(plain("x6"))
		got, report, err := readInTurn(t, opt, 1+round%3, 200+r.below(3000), 0, paths)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Fatalf("round %d: got\n%s\nwant\n%s", round, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		var order []string
		for _, row := range got {
			id, _, _ := strings.Cut(row, "|")
			if id, _, _ = strings.Cut(id, "-"); len(order) == 0 || order[len(order)-1] != id {
				order = append(order, id)
			}
		}
		if s := strings.Join(order, " "); s != "x0 call x2 x3 j1 other x6 x7" {
			t.Fatalf("the order is %s", s)
		}
		for _, f := range report.Files {
			if f.Accepted == 0 || f.Rejected > 0 {
				t.Errorf("%+v", f)
			}
		}
	}
}

// A stream whose length is a multiple of a chunk's has the same chunks whenever
// it is read, though its end may be told with its last bytes or behind them.
func TestJoinedStreamOfWholeChunks(t *testing.T) {
	data, err := os.ReadFile("testdata/joined/acc.csv")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	path := write(t, dir, "acc.csv", string(data))
	want := readRows(options(), defaultChunkBytes, path)
	write(t, dir, "acc.csv", gzipOf(t, string(data)))
	for _, chunk := range []int{1, len(data), len(data) - 1, len(data) + 1} {
		if got := readRows(options(), chunk, path); got.String() != want.String() {
			t.Errorf("chunks of %d of %d bytes: got %v\nwant %v", chunk, len(data), got, want)
		}
	}
}
