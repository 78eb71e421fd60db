package cdrfmt

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// plainRows are rows of the header below, numbered.
func plainRows(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "c%d,2026-03-10T12:00:00Z,2026-03-10T12:00:%02dZ,CAUSE,acme,note\n", i, i)
	}
	return b.String()
}

// belowUnreadable is the reject of a row below a header without an end, in line 6.
func belowUnreadable(line, at int) string {
	const found = "found columns call_id, hangup_cause, account_id, wanted end_time, or start_time and duration_ms"
	return fmt.Sprintf("%d,%d,,\"below the header in line 6: no end time: %s\"", line, at, found)
}

// switchRow is a row of FreeSWITCH's example template.
func switchRow(name string, i int) string {
	return fmt.Sprintf(`"%s","1001","2001","default","2026-03-10 12:00:00","","2026-03-10 12:00:%02d","9","0","CAUSE","c%d","","acme","",""`+"\n", name, i, i)
}

func switchRows(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		b.WriteString(switchRow("Ann", i))
	}
	return b.String()
}

// kazooRow is a row of a download; its last column came with a later row.
func kazooRow(i int, more string) string {
	return fmt.Sprintf("\"202603-c%d\",\"c%d\",\"9\",\"1773144%03d\",\"CAUSE\",\"\"%s\n", i, i, i, more)
}

const kazooHead = "\"ID\",\"call_id\",\"duration_seconds\",\"unix_timestamp\",\"hangup_cause\",\"other_leg_call_id\",\"interaction_id\"\n"

func utf16Of(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// other is a header of other columns, with rows.
func otherRows(from, to int) string {
	var b strings.Builder
	b.WriteString("hangup_cause,account_id,call_id,end_time\n")
	for i := from; i < to; i++ {
		fmt.Fprintf(&b, "CAUSE,acme,c%d,2026-03-10T12:00:%02dZ\n", i, i)
	}
	return b.String()
}

var torture = []struct {
	name, text string
	accepted   int
	// rejects are the lines of the rejects file without the file's name and
	// the row.
	rejects string
	// flags are those of the accepted rows, counted.
	flags map[cdr.Flags]uint64
	// remark is a part of a remark.
	remark string
}{
	{name: "sound", text: header + plainRows(0, 9), accepted: 9},
	{name: "no line end", text: strings.TrimSuffix(header+plainRows(0, 9), "\n"), accepted: 9},
	{name: "blank lines", text: "\n\r\n" + header + "\n" + plainRows(0, 3) + "\n\n" + plainRows(3, 9) + "\n", accepted: 9},
	{name: "byte order mark", text: "\ufeff" + header + plainRows(0, 9), accepted: 9},
	{name: "byte order marks where files were put together", text: "\ufeff" + header + plainRows(0, 3) + "\ufeff" + header + plainRows(3, 9), accepted: 9},
	{name: "byte order mark before a row", text: switchRows(0, 5) + "\ufeff" + switchRows(5, 9), accepted: 9},
	{name: "CRLF", text: strings.ReplaceAll(header+plainRows(0, 9), "\n", "\r\n"), accepted: 9},
	{name: "CRLF and LF", text: header + plainRows(0, 4) + strings.ReplaceAll(plainRows(4, 9), "\n", "\r\n"), accepted: 9},
	{name: "CR alone", text: strings.ReplaceAll(header+plainRows(0, 9), "\n", "\r"), accepted: 9, remark: "lines end in a carriage return alone"},
	{name: "CR alone in a part", text: header + plainRows(0, 3) + strings.ReplaceAll(plainRows(3, 6), "\n", "\r") + "\n" + plainRows(6, 9), accepted: 6,
		rejects: "5,240,,\"16 fields, header has 6; it holds 2 carriage returns, are these line ends?\""},
	{name: "UTF-16", text: utf16Of(header + plainRows(0, 9)), accepted: 9, remark: "UTF-16"},
	{name: "UTF-16 that is cut off", text: utf16Of(header + plainRows(0, 9))[:1001], accepted: 7, remark: "UTF-16",
		rejects: "9,484,,\"2 fields, header has 6\""},
	{name: "lines quoted as a whole", text: "\"" + strings.ReplaceAll(strings.TrimSpace(header+plainRows(0, 9)), "\n", "\"\n\"") + "\"\n", accepted: 9,
		flags: map[cdr.Flags]uint64{cdr.FlagRepaired: 9}, remark: "quoted as a whole"},
	{name: "Latin-1", text: header + strings.ReplaceAll(plainRows(0, 9), "acme", "M\xfcller"), accepted: 9, flags: map[cdr.Flags]uint64{cdr.FlagRepaired: 9}},
	{name: "NUL bytes", text: header + plainRows(0, 8) + "c8,2026-03-10T12:00:00Z,2026-03-10T12:00:08Z,CA\x00SE,acme,note\n", accepted: 8,
		rejects: "10,545,hangup_cause,holds a NUL byte"},
	{name: "a header again", text: header + plainRows(0, 4) + strings.ToUpper(header) + plainRows(4, 9), accepted: 9},
	{name: "a header of other columns", text: header + plainRows(0, 4) + otherRows(4, 9), accepted: 9, remark: "line 6: another header"},
	{name: "a header of other columns behind one without rows", text: header + otherRows(0, 9), accepted: 9, remark: "line 2: another header"},
	{name: "headers in turn", text: header + plainRows(0, 2) + otherRows(2, 4) + header + plainRows(4, 6) + otherRows(6, 9), accepted: 9, remark: "line 4: another header"},
	{name: "a header that cannot be read", text: header + plainRows(0, 4) + "call_id,hangup_cause,account_id\nc4,CAUSE,acme\n", accepted: 4, remark: "the rows below it are rejected",
		rejects: "7,333,,\"below the header in line 6: no end time: found columns call_id, hangup_cause, account_id, wanted end_time, or start_time and duration_ms\""},
	{name: "rows like the first below a header that cannot be read", accepted: 5, remark: "the rows below it are rejected",
		text:    header + plainRows(0, 4) + "call_id,hangup_cause,account_id\nc4,CAUSE,acme\n" + plainRows(5, 7) + header + plainRows(8, 9),
		rejects: belowUnreadable(7, 333) + "\n" + belowUnreadable(8, 347) + "\n" + belowUnreadable(9, 408)},
	{name: "a headed file behind rows of a switch", text: switchRows(0, 4) + header + plainRows(4, 9), accepted: 9, remark: "line 5: another header"},
	{name: "rows of a switch behind a headed file", text: header + plainRows(0, 9) + switchRow("Ann", 9), accepted: 9, rejects: "11,606,,\"15 fields, header has 6\""},
	{name: "ragged rows", text: header + plainRows(0, 9) + "c9,2026-03-10T12:00:00Z\n" + "c9,2026-03-10T12:00:00Z,2026-03-10T12:00:08Z,CAUSE,acme,note,more\n", accepted: 9,
		rejects: "11,606,,\"2 fields, header has 6\"\n12,630,,\"7 fields, header has 6\""},
	{name: "the last line cut off", text: (header + plainRows(0, 9))[:555], accepted: 8, rejects: "10,545,,\"2 fields, header has 6\""},
	{name: "the last line cut off in quotes", text: header + plainRows(0, 8) + "c8,2026-03-10T12:00:00Z,2026-03-10T12:00:08Z,CAUSE,acme,\"no", accepted: 8,
		rejects: "10,545,,a quote is opened and never closed; is the line cut off?"},
	{name: "a quote left open", text: header + plainRows(0, 3) + "c3,2026-03-10T12:00:00Z,2026-03-10T12:00:03Z,CAUSE,acme,\"5 inch\n" + plainRows(4, 9), accepted: 8,
		rejects: "5,240,,a quote is opened and not closed in its line"},
	{name: "a quote left open, and another", text: header + plainRows(0, 3) + "c3,\"2026-03-10T12:00:00Z,2026-03-10T12:00:03Z,CAUSE,acme,note\n" + plainRows(4, 7) +
		"c7,2026-03-10T12:00:00Z,2026-03-10T12:00:07Z,CAUSE,acme,\"note\"\n" + plainRows(8, 9), accepted: 8, rejects: "5,240,,a quote is opened and not closed in its line"},
	{name: "newlines in quotes", text: header + plainRows(0, 8) + "c8,2026-03-10T12:00:00Z,2026-03-10T12:00:08Z,CAUSE,acme,\"two\nlines,\n\n\"\"and\"\" more\"\n", accepted: 9},
	{name: "quotes within", text: header + plainRows(0, 8) + "c8,2026-03-10T12:00:00Z,2026-03-10T12:00:08Z,CAUSE,acme,5\" phone\n", accepted: 9},
	{name: "times that are none", text: header + plainRows(0, 8) + "c8,2026-03-10T12:00:00Z,2026-02-30T12:00:08Z,CAUSE,acme,note\n", accepted: 8,
		rejects: "10,545,end_time,\"\"\"2026-02-30T12:00:08Z\"\" is not a time\""},
	{name: "a time that stands for none", text: header + plainRows(0, 8) + "c8,2026-03-10T12:00:00Z,0000-00-00 00:00:00,CAUSE,acme,note\n", accepted: 8,
		rejects: "10,545,end_time,\"\"\"0000-00-00 00:00:00\"\" means none, wanted end_time\""},
	{name: "rows of a switch without line ends", text: strings.ReplaceAll(strings.ReplaceAll(switchRows(0, 9), `,"",""`+"\n", ";"), "\n", ""), accepted: 9,
		flags: map[cdr.Flags]uint64{cdr.FlagRepaired: 9}, remark: "told apart by their semicolons"},
	{name: "names with commas and quotes", text: switchRows(0, 5) + switchRow("Doe, Ann", 5) + switchRow(`Ann "A" Doe`, 6) + switchRow(`Ann "A, B" Doe`, 7) + switchRow(`5" tall`, 8), accepted: 9,
		flags: map[cdr.Flags]uint64{cdr.FlagRepaired: 1}},
	{name: "a switch whose template grew", text: switchRows(0, 5) + strings.ReplaceAll(switchRows(5, 8), "\n", ",\"gw\"\n") + strings.ReplaceAll(switchRow(`Ann "A, B" Doe`, 8), "\n", ",\"gw\"\n"), accepted: 9,
		flags: map[cdr.Flags]uint64{cdr.FlagRepaired: 1}},
	{name: "a row of a switch cut off", text: switchRows(0, 9) + switchRow("Ann", 9)[:100], accepted: 9,
		rejects: "10,1026,,\"12 fields, freeswitch:example has 15\""},
	{name: "kazoo's rows grow", text: kazooHead + kazooRow(0, "") + kazooRow(1, `,"63940356000-1"`) + kazooRow(2, ""), accepted: 3, flags: map[cdr.Flags]uint64{cdr.FlagEndDerived: 3}},
	{name: "kazoo's header for each chunk", text: kazooHead + kazooRow(0, "") + kazooHead + kazooRow(1, ""), accepted: 2, flags: map[cdr.Flags]uint64{cdr.FlagEndDerived: 2}},
	{name: "kazoo cut off in a cause", text: kazooHead + kazooRow(0, "") + `"202603-c1","c1","9","1773144001","CAU`, accepted: 1, flags: map[cdr.Flags]uint64{cdr.FlagEndDerived: 1},
		rejects: "3,148,,a quote is opened and never closed; is the line cut off?"},
}

// Each way in which a file is broken has its exact accounting and rejects, by
// however many workers and in whatever chunks it is read, packed or not.
func TestTorture(t *testing.T) {
	for _, c := range torture {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			paths := map[string]string{"plain": write(t, dir, "in.csv", c.text), "gzip": write(t, dir, "in.csv.gz", gzipOf(t, c.text))}
			for packing, path := range paths {
				for _, how := range []struct{ workers, chunk int }{{1, 1 << 20}, {4, 64}, {3, 7}} {
					opt := options()
					opt.Workers, opt.Want = how.workers, opt.Want&^cdr.FieldsOf(cdr.DurationMs)
					got := readRows(opt, how.chunk, path)
					if got.err != nil {
						t.Fatalf("%s: %v", packing, got.err)
					}
					if len(got.rows) != c.accepted {
						t.Errorf("%s: %d rows, want %d", packing, len(got.rows), c.accepted)
					}
					checkAccounting(t, got)
					if rejects := shortRejects(t, got.rejects); rejects != c.rejects {
						t.Errorf("%s, %+v: rejects %s\nwant %s", packing, how, rejects, c.rejects)
					}
					for bit, n := range got.report.Flagged {
						if want := c.flags[1<<bit]; n != want {
							t.Errorf("%s: %d rows with flag %s, want %d", packing, n, cdr.FlagName(bit), want)
						}
					}
					if remarks := strings.Join(got.report.Remarks, "\n"); !strings.Contains(remarks, c.remark) {
						t.Errorf("%s: remarks %s", packing, remarks)
					}
				}
			}
		})
	}
}

// checkAccounting fails if some row of a report is neither accepted nor
// rejected nor a duplicate, or is not in the rows or the rejects.
func checkAccounting(t *testing.T, got result) {
	t.Helper()
	var accepted, rejected uint64
	for _, f := range got.report.Files {
		if f.Rows != f.Accepted+f.Rejected+f.Duplicates {
			t.Errorf("%s: %+v", f.Name, f)
		}
		accepted += f.Accepted - f.Joined
		rejected += f.Rejected
	}
	if accepted != uint64(len(got.rows)) {
		t.Errorf("%d rows accepted, %d given", accepted, len(got.rows))
	}
	if n := len(rejectRecords(t, got.rejects)); rejected != uint64(n) {
		t.Errorf("%d rows rejected, %d in the file of rejects", rejected, n)
	}
}

// A folder of a switch: the file of all calls, those of the accounts, which
// repeat it, one that was rotated away, and packed copies. Each leg counts once.
func TestFolderOfASwitch(t *testing.T) {
	account := func(text, name string) string { return strings.ReplaceAll(text, `"acme"`, `"`+name+`"`) }
	acme, nordic := switchRows(0, 20), account(switchRows(20, 40), "nordic")
	older := switchRows(40, 50)
	dir := t.TempDir()
	write(t, dir, "cdr-csv/Master.csv", acme+nordic)
	write(t, dir, "cdr-csv/acme.csv", acme+older)
	write(t, dir, "cdr-csv/nordic.csv", nordic)
	write(t, dir, "cdr-csv/Master.csv.2026-03-10-12-00-30", older)
	write(t, dir, "backup/Master.csv.2026-03-10-12-00-30.gz", gzipOf(t, older))
	write(t, dir, "backup/Master.csv.gz", gzipOf(t, acme+nordic))
	got := readRows(options(), 500, dir)
	if got.err != nil {
		t.Fatal(got.err)
	}
	checkAccounting(t, got)
	seen := map[string]int{}
	for _, row := range got.rows {
		seen[row]++
	}
	if len(got.rows) != 50 || len(seen) != 50 {
		t.Errorf("%d rows, %d of them different, want 50 each", len(got.rows), len(seen))
	}
}

// What is packed and cut off ends the run: how many rows are missing nobody knows.
func TestPackedAndCutOff(t *testing.T) {
	text := header + strings.Repeat(plainRows(0, 50), 200)
	bz, err := os.ReadFile("testdata/rows.csv.bz2")
	if err != nil {
		t.Fatal(err)
	}
	for name, packed := range map[string]string{"gzip": gzipOf(t, text), "zstd": zstdOf(t, text), "bzip2": string(bz)} {
		dir := t.TempDir()
		path := write(t, dir, "in.csv", packed[:len(packed)-9])
		if got := readRows(options(), 4096, path); got.err == nil || !strings.Contains(got.err.Error(), "cut off") {
			t.Errorf("%s: got %v", name, got.err)
		}
	}
}

// bzip2 is read as gzip is.
func TestBzip2(t *testing.T) {
	got := readRows(options(), 1<<20, filepath.Join("testdata", "rows.csv.bz2"))
	if got.err != nil || len(got.rows) != 9 {
		t.Errorf("got %v", got)
	}
}

// A stream that is kept nowhere cannot be read again, as another header makes
// necessary; it ends with an error and not with rows read by wrong columns.
func TestOtherHeaderInAStream(t *testing.T) {
	text := header + plainRows(0, 4) + otherRows(4, 9)
	opt := options()
	opt.Stdin = strings.NewReader(text)
	got := readRows(opt, 100, "-")
	if got.err == nil || !strings.Contains(got.err.Error(), "-:6: found another header") {
		t.Errorf("got %v", got)
	}
	opt.Stdin, opt.Dedupe = strings.NewReader(text), DedupeOn // keeps a copy
	if got = readRows(opt, 100, "-"); got.err != nil || len(got.rows) != 9 {
		t.Errorf("got %v", got)
	}
	// Nor can the stream be read again for a header in a file beside it.
	path := write(t, t.TempDir(), "in.csv", text)
	opt.Stdin, opt.Dedupe = strings.NewReader(header+plainRows(0, 4)), DedupeOff
	if got = readRows(opt, 100, "-", path); got.err == nil || !strings.Contains(got.err.Error(), "- can be read only once") {
		t.Errorf("got %v", got)
	}
}

// Under --strict a row below another header is judged by its own columns.
func TestOtherHeaderUnderStrict(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "in.csv", header+plainRows(0, 4)+otherRows(4, 9))
	opt := options()
	opt.Strict = true
	if got := readRows(opt, 64, path); got.err != nil || len(got.rows) != 9 {
		t.Errorf("got %v", got)
	}
	path = write(t, dir, "bad.csv", header+plainRows(0, 4)+otherRows(4, 9)+"x\n")
	if got := readRows(opt, 64, path); got.err == nil || !strings.Contains(got.err.Error(), "bad.csv:12") {
		t.Errorf("got %v", got)
	}
}

// rejectRecords are the rows of a rejects file, without its header.
func rejectRecords(t *testing.T, text string) [][]string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(records) == 0 {
		t.Fatalf("rejects %q: %v", text, err)
	}
	return records[1:]
}

// shortRejects are the lines of a rejects file with place and reason alone.
func shortRejects(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	for _, r := range rejectRecords(t, text) {
		if err := w.Write(r[1:5]); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}
