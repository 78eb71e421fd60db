package cdrfmt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
)

const goodRow = "c1,2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,A,acme,\n"

// goodHead is recognised as CDRs, whatever comes behind it.
var goodHead = header + strings.Repeat(goodRow, headBytes/len(goodRow)+1)

// bigChunk spares the lexer the beginning of a long record, which it looks at
// again with each chunk.
const bigChunk = 8 << 20

// repeating reads text again and again, at most left bytes of it. A reader may
// be left behind, so others see only how much it has read.
type repeating struct {
	text string
	left int64
	read atomic.Int64
}

func (r *repeating) Read(b []byte) (int, error) {
	n := 0
	for n < len(b) && r.left > 0 {
		at := int(r.read.Load() % int64(len(r.text)))
		k := copy(b[n:], r.text[at:])
		k = int(min(int64(k), r.left))
		n, r.left = n+k, r.left-int64(k)
		r.read.Add(int64(k))
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// allocated is how many bytes f allocates.
func allocated(f func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// countAll reads with chunks of the usual size and keeps no row.
func countAll(t *testing.T, opt Options, paths ...string) (rows int, report *Report, err error) {
	sinks, report, err := Read(t.Context(), paths, opt, func() *countSink { return &countSink{} })
	for _, s := range sinks {
		rows += s.rows
	}
	return rows, report, err
}

// A record that never ends is refused as soon as it is too long, not when the
// terabyte behind it has been read.
func TestRecordWithoutEnd(t *testing.T) {
	for name, endless := range map[string]string{"no newline": "x", "a quote never closed": "\n"} {
		tail := &repeating{text: endless, left: 1 << 40}
		head := goodHead
		if endless == "\n" {
			head += `"`
		}
		opt := options()
		opt.Workers = 2
		opt.Stdin = io.MultiReader(strings.NewReader(head), tail)
		err := readRows(opt, bigChunk, "-").err
		var bad *cdr.DataError
		if !errors.As(err, &bad) || !strings.Contains(bad.Problem, "a record of more than 16 MiB") {
			t.Errorf("%s: got %v", name, err)
		}
		if want := fmt.Sprintf("-:%d", strings.Count(goodHead, "\n")+1); bad != nil && bad.Place != want {
			t.Errorf("%s: at %s, want %s", name, bad.Place, want)
		}
		if n := tail.read.Load(); n > 16<<20+6*bigChunk {
			t.Errorf("%s: %d bytes were read", name, n)
		}
	}
}

// A small file that unpacks to a huge one is read no further than it is good.
func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 16<<20)
	for _, pack := range []struct {
		name string
		of   func(testing.TB, ...string) string
		n    int // so many times 16 MiB: 32 MB packed for zeros
	}{{"gzip", gzipOf, 2000}, {"zstd", zstdOf, 20000}} {
		bomb := pack.of(t, zeros)
		opt := options()
		opt.Workers = 2
		var told int64
		opt.Progress = func(n int64) { told += n } // of a single stream
		path := write(t, t.TempDir(), "in", pack.of(t, goodHead)+strings.Repeat(bomb, pack.n))
		var err error
		used := allocated(func() { err = readRows(opt, bigChunk, path).err })
		if err == nil || !strings.Contains(err.Error(), "a record of more than 16 MiB") {
			t.Errorf("%s: got %v", pack.name, err)
		}
		if told > 2<<20 || used > 512<<20 {
			t.Errorf("%s: %d bytes were read, %d allocated", pack.name, told, used)
		}
	}
}

// Blank lines are no records: any number of them streams through, in memory
// that does not depend on the number.
func TestBlankLinesWithoutEnd(t *testing.T) {
	used := func(size int64) int64 {
		opt := options()
		opt.Workers = 2
		opt.Stdin = io.MultiReader(strings.NewReader(goodHead), &repeating{text: "\n", left: size})
		return allocated(func() {
			if rows, _, err := countAll(t, opt, "-"); err != nil || rows != strings.Count(goodHead, goodRow) {
				t.Errorf("%d rows, %v", rows, err)
			}
		})
	}
	if few, many := used(8<<20), used(40<<20); many > few+24<<20 {
		t.Errorf("%d bytes allocated for 8 MiB, %d for 40 MiB", few, many)
	}
}

// A frame may ask for as much memory as it likes.
func TestZstdFrameOfAHugeWindow(t *testing.T) {
	const magic, block = "\x28\xb5\x2f\xfd", "\x01\x00\x00"
	size := string(binary.LittleEndian.AppendUint64(nil, 1<<40))
	for name, frame := range map[string]string{
		"window of 3.75 TiB":        magic + "\x00\xff" + block,
		"window of 2 GiB":           magic + "\x00\xa8" + block,
		"single segment of 1 TiB":   magic + "\xe0" + size + block,
		"content said to be 1 TiB":  magic + "\xc0\xa8" + size + block,
		"skippable frame of 4 GiB":  "\x50\x2a\x4d\x18\xff\xff\xff\xff" + "x",
		"reserved bit and no block": magic + "\x08",
	} {
		path := write(t, t.TempDir(), "in", frame)
		var err error
		used := allocated(func() { _, _, err = countAll(t, options(), path) })
		var bad *cdr.DataError
		if !errors.As(err, &bad) || bad.Place != path || bad.Hint == "" {
			t.Errorf("%s: got %v", name, err)
		}
		if used > 64<<20 {
			t.Errorf("%s: %d bytes allocated", name, used)
		}
	}
}

// replaceVarint puts another number in place of all fields of a Thrift compact
// structure that are an i64 of the value from, and mends the footer's length.
func replaceVarint(t *testing.T, parquet string, from, to uint64) string {
	t.Helper()
	field := func(v uint64) string { return "\x16" + string(binary.AppendUvarint(nil, v<<1)) }
	tail := len(parquet) - 8
	footer := tail - int(binary.LittleEndian.Uint32([]byte(parquet[tail:])))
	meta := parquet[footer:tail]
	if n := strings.Count(meta, field(from)); n < 3 {
		t.Fatalf("%d fields of %d in the footer", n, from)
	}
	meta = strings.ReplaceAll(meta, field(from), field(to))
	return parquet[:footer] + meta + string(binary.LittleEndian.AppendUint32(nil, uint32(len(meta)))) + "PAR1"
}

// The footer of a Parquet file may claim any number of rows.
func TestParquetThatClaimsRows(t *testing.T) {
	const rows = 12345
	csv := write(t, t.TempDir(), "in.csv", header+strings.Repeat(goodRow, rows))
	data := converted(t, csv, columnar.Parquet, converts...)
	for _, claim := range []uint64{1 << 40, 1<<62 - 1, 1<<63 - 1, rows + 1} {
		path := write(t, t.TempDir(), "in.parquet", replaceVarint(t, data, rows, claim))
		opt := options()
		opt.Want = cdr.FieldsOf(converts...)
		var err error
		used := allocated(func() { _, _, err = countAll(t, opt, path) })
		var bad *cdr.DataError
		if !errors.As(err, &bad) || !strings.HasPrefix(bad.Place, path) {
			t.Errorf("%d rows claimed of %d: got %v", claim, rows, err)
		}
		if used > 128<<20 {
			t.Errorf("%d rows claimed: %d bytes allocated", claim, used)
		}
	}
}

// Many small files are read one after the other, few of them open at a time.
func TestManyFiles(t *testing.T) {
	const files = 500
	dir := t.TempDir()
	for i := range files {
		write(t, dir, fmt.Sprintf("%02d/%04d.csv", i%7, i), header+fmt.Sprintf("c%d,2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,A,acme,\n", i))
	}
	for _, paths := range [][]string{{dir}, {filepath.Join(dir, "*", "*.csv")}, {filepath.Join(dir, "*")}} {
		opt := options()
		opt.Workers = 4
		rows, report, err := countAll(t, opt, paths...)
		if err != nil || rows != files || len(report.Files) != files {
			t.Errorf("%q: %d rows, %v", paths, rows, err)
		}
	}
}

// Folders are not searched through symbolic links, so a loop ends.
func TestLoopOfLinks(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a/b/in.csv", header+goodRow)
	for _, link := range []struct{ target, name string }{{"../..", "a/b/up"}, {"itself", "itself"}, {"nowhere", "a/dangling"}} {
		if err := os.Symlink(link.target, filepath.Join(dir, link.name)); err != nil {
			t.Fatal(err)
		}
	}
	rows, _, err := countAll(t, options(), dir)
	if err != nil || rows != 1 {
		t.Errorf("%d rows, %v", rows, err)
	}
	// By a pattern the same file comes under two names: it is counted once or
	// the run ends.
	deep := filepath.Join(dir, "*", "*", "up", "*", "*", "up", "*", "*", "*.csv")
	if rows, _, err = countAll(t, options(), deep); err != nil || rows != 1 {
		t.Errorf("%s: %d rows, %v", deep, rows, err)
	}
	if _, _, err = countAll(t, options(), dir, deep); err == nil || !strings.Contains(err.Error(), "the same source twice") {
		t.Errorf("the file under two names: %v", err)
	}
	var bad *cdr.DataError
	if _, _, err = countAll(t, options(), filepath.Join(dir, "itself")); !errors.As(err, &bad) {
		t.Errorf("a link to itself: %v", err)
	}
}

// A file that becomes shorter ends the run, whether it is read or mapped; one
// that grows is read as long as it was when it was opened.
func TestFileThatChanges(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(path string) error
		want   string
	}{
		{"shrinks", func(path string) error { return os.Truncate(path, 200) }, "the file changed while it was read"},
		{"vanishes", os.Remove, ""},
		{"grows", func(path string) error {
			f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = f.WriteString(goodRow)
			return err
		}, ""},
	} {
		for _, size := range []struct{ rows, chunkBytes int }{{100, 300}, {10_000, 100_000}, {10_000, 1 << 20}} {
			path := write(t, t.TempDir(), "in.csv", header+strings.Repeat(goodRow, size.rows))
			opt := options()
			opt.Workers = 1
			told := false
			opt.Progress = func(int64) {
				if !told {
					told = true
					if err := c.change(path); err != nil {
						t.Error(err)
					}
				}
			}
			got := readRows(opt, size.chunkBytes, path)
			switch {
			case c.want == "" && (got.err != nil || len(got.rows) != size.rows):
				t.Errorf("%s: %d rows, %v", c.name, len(got.rows), got.err)
			case c.want != "" && (got.err == nil || !strings.Contains(got.err.Error(), c.want)):
				t.Errorf("%s: got %v", c.name, got.err)
			}
		}
	}
}

// What the system refuses to open is told with its path.
func TestFileThatCannotBeOpened(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "in.csv", header+goodRow)
	paths := []string{filepath.Join(file, "below.csv"), filepath.Join(dir, strings.Repeat("n", 300)), "a\x00b"}
	if os.Geteuid() != 0 { // root may read all
		locked := write(t, dir, "locked.csv", header+goodRow)
		if err := os.Chmod(locked, 0); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, locked)
	}
	for _, path := range paths {
		_, _, err := countAll(t, options(), path)
		var bad *cdr.DataError
		if !errors.As(err, &bad) || bad.Place != path || bad.Hint == "" {
			t.Errorf("%.30q: got %v", path, err)
		}
	}
}

// Every account may be a new one; memory grows with their names only.
func TestEveryAccountIsNew(t *testing.T) {
	const accounts = 50_000
	var text bytes.Buffer
	text.WriteString(header)
	for i := range accounts {
		fmt.Fprintf(&text, "c%d,2026-03-10T12:00:00Z,2026-03-10T12:00:09Z,A,%032x,\n", i, i)
	}
	path := write(t, t.TempDir(), "in.csv", text.String())
	opt := options()
	opt.Workers = 2
	rows := 0
	var err error
	used := allocated(func() { rows, _, err = countAll(t, opt, path) })
	if err != nil || rows != accounts {
		t.Errorf("%d rows, %v", rows, err)
	}
	if used > accounts*1500 {
		t.Errorf("%d bytes allocated for each account", used/accounts)
	}
}
