package cdrfmt

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/internal/dumpfile"
)

// tableOf is a made-up file as a table with a header, false if it is none: rows
// of other widths and records that are no rows cannot be in a database.
func tableOf(t *testing.T, file string) (columns []string, rows [][][]byte, ok bool) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, comma := range ",;\t" {
		r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, byteOrderMark)))
		r.Comma, r.FieldsPerRecord = comma, -1
		records, err := r.ReadAll()
		if err != nil || len(records) < 2 || len(records[0]) < 5 || slices.ContainsFunc(records[0], isNoName) {
			continue
		}
		for _, record := range records[1:] {
			if len(record) != len(records[0]) {
				continue
			}
			row := make([][]byte, len(record))
			for i, cell := range record {
				row[i] = []byte(cell)
			}
			rows = append(rows, row)
		}
		return records[0], rows, len(rows) > 0
	}
	return nil, nil, false
}

// isNoName tells a cell that names no column.
func isNoName(cell string) bool { return cell == "" || cell[0] >= '0' && cell[0] <= '9' }

// csvOf is the table as a database's client exports it.
func csvOf(t *testing.T, columns []string, rows [][][]byte) string {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	record := make([]string, len(columns))
	for _, row := range rows {
		if b.Len() == 0 {
			if err := w.Write(columns); err != nil {
				t.Fatal(err)
			}
			w.Flush()
		}
		for i, cell := range row {
			record[i] = string(cell)
		}
		if err := w.Write(record); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return b.String()
}

var (
	placeInLegs   = regexp.MustCompile(`(?m)^\S+:\d{4}$`)
	rejectsLine   = regexp.MustCompile(`(?m)^file,line,byte,column,reason,raw\n(?:[^\n]+\n)*`)
	placeInRemark = regexp.MustCompile(`(?m)^remark: x:\d+`)
	accounting    = regexp.MustCompile(`(?m)^\S+: (\S+: \d+ rows)`)
)

// bare is what describeLegs says, without where the rows stand.
func bare(legs, name string) string {
	legs = placeInLegs.ReplaceAllString(legs, "")
	legs = rejectsLine.ReplaceAllStringFunc(legs, func(s string) string { return fmt.Sprintf("%d lines of rejects\n", strings.Count(s, "\n")) })
	legs = accounting.ReplaceAllString(strings.ReplaceAll(legs, name, "x"), "x: $1")
	parts := strings.Split(placeInRemark.ReplaceAllString(legs, "remark: x:"), "\n\n")
	for i := range parts {
		parts[i] = strings.Trim(parts[i], "\n")
	}
	slices.Sort(parts[1:])
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

// A table gives the same legs, whatever the dialect and however it is dumped, as
// it does exported as CSV.
func TestDumpsAreTheirTables(t *testing.T) {
	var files []string
	for _, pattern := range []string{"dialect/testdata/*.csv", "testdata/joined/*.csv", "testdata/joined/*.tsv"} {
		list, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	compared := 0
	dialects := map[string]bool{}
	for _, file := range files {
		columns, rows, ok := tableOf(t, file)
		if !ok || strings.Contains(file, "cisco") { // whose second line is no row
			continue
		}
		dir := t.TempDir()
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		exported := write(t, dir, name, csvOf(t, columns, rows))
		want := bare(describeLegs(exported), exported)
		if strings.HasPrefix(want, "error") || strings.Contains(want, "not recognised") {
			continue // the rows alone are no file of CDRs
		}
		for s := range dumpfile.NumStyles {
			r := random(compared + int(s))
			dumped := write(t, t.TempDir(), name, dumpfile.Dump(s, "t", columns, rows, r.below))
			if got := bare(describeLegs(dumped), dumped); got != want {
				t.Errorf("%s as %s:\n%s\nwant:\n%s", file, s, got, want)
			}
		}
		compared++
		dialects[strings.Fields(want)[1]] = true
	}
	for _, d := range []string{"asterisk:freepbx:", "fusionpbx:", "kamailio:acc:", "kamailio:cdrs:", "asterisk:cel:", "cgrates:", "cdr-stats:", "yeti:", "kazoo:", "header:"} {
		if !dialects[d] {
			t.Errorf("no dump of %s", d)
		}
	}
	if compared < 20 {
		t.Errorf("%d files compared: %v", compared, dialects)
	}
}

// calls is a dump of n calls in a table, with another table before it that is
// longer than what is looked at to recognise a text; every tenth row is not one.
func dumpOfCalls(n int) string {
	var b strings.Builder
	b.WriteString("-- MySQL dump 10.13\nCREATE TABLE `audio` (`id` int, `data` blob);\n")
	for i := range 3 {
		fmt.Fprintf(&b, "INSERT INTO `audio` VALUES (%d,'%s');\n", i, strings.Repeat(`\'),(`, 1<<18))
	}
	b.WriteString("CREATE TABLE `calls` (`call_id` varchar(9), `end_time` int, `hangup_cause` varchar(9), `account` text);\nINSERT INTO `calls` VALUES ")
	for i := range n {
		if i > 0 {
			b.WriteString([]string{",", ",\n", ";\nINSERT INTO `calls` VALUES "}[min(2, max(0, i%100-97))])
		}
		switch end := fmt.Sprint(1773144000 + i/3); {
		case i%10 == 3:
			fmt.Fprintf(&b, "('c%d',%s)", i, end)
		case i%10 == 6:
			fmt.Fprintf(&b, "('c%d',,)", i)
		case i%10 == 9:
			fmt.Fprintf(&b, "('c%d','never','USER_BUSY','')", i)
		default:
			fmt.Fprintf(&b, "('c%d',%s,'USER_BUSY','%s')", i, end, strings.Repeat(`\n`, i%50))
		}
	}
	b.WriteString(";\n-- Dump completed on 2026-03-10\n")
	return b.String()
}

// However a dump comes, the same rows and rejects come out, and every row is
// accounted for.
func TestDumpHoweverItComes(t *testing.T) {
	const n = 60_000 // some blocks
	text := dumpOfCalls(n)
	dir := t.TempDir()
	plain := readRows(options(), 1000, write(t, dir, "calls", text))
	if plain.err != nil {
		t.Fatal(plain.err)
	}
	f := plain.report.Files[0]
	if f.Rows != n || f.Rejected != 3*n/10 || f.Accepted+f.Rejected != n || int(f.Accepted) != len(plain.rows) || f.Dialect != "header" {
		t.Errorf("%+v, %d rows", f, len(plain.rows))
	}
	places := func(r result) string {
		return strings.ReplaceAll(strings.ReplaceAll(r.rejects, dir+"/calls", ""), ".gz", "")
	}
	packed := readRows(options(), 1000, write(t, dir, "calls.gz", gzipOf(t, text)))
	opt := options()
	opt.Stdin, opt.Workers = strings.NewReader(text), 1
	piped := readRows(opt, 1000, "-")
	for _, other := range []result{packed, piped} {
		if other.err != nil || strings.Join(other.rows, "\n") != strings.Join(plain.rows, "\n") {
			t.Errorf("%v, %d rows, %d as a plain file", other.err, len(other.rows), len(plain.rows))
		}
	}
	if places(packed) != places(plain) {
		t.Error("other rejects of the packed file")
	}
	if last := plain.report.Remarks[len(plain.report.Remarks)-1]; !strings.HasSuffix(last, `calls:3: rows of the table "audio" passed over`) {
		t.Errorf("%q", plain.report.Remarks)
	}
	both := readRows(options(), 1000, dir)
	if both.err != nil || strings.Join(both.rows, "\n") != strings.Join(plain.rows, "\n") {
		t.Errorf("%v, %d rows of two copies", both.err, len(both.rows))
	}
	x, err := Explain(t.Context(), []string{dir + "/calls"}, options(), 3)
	if err != nil || x[0].Problem != nil || len(x[0].Rows) != 3 || x[0].Rows[0].Line != 7 || x[0].Form != `SQL dump of MySQL, table "calls", 4 columns` {
		t.Errorf("%v, %+v", err, x)
	}
}

// Rows of a dump that are joined are told apart by where they stand in it.
func TestJoinedDump(t *testing.T) {
	text := "CREATE TABLE `acc` (`id` int, `method` text, `from_tag` text, `to_tag` text, `callid` text, `sip_code` text, `sip_reason` text, `time` datetime);\n" +
		"INSERT INTO `acc` VALUES (1,'INVITE','f','t','c1','200','OK','2026-03-01 12:00:05'),(2,'x'),\n" +
		"(3,'BYE','f','t','c1','200','OK','2026-03-01 12:00:42');\n" +
		"INSERT INTO `other` VALUES (1);\n" +
		"INSERT INTO `missed_calls` (`method`,`id`,`from_tag`,`to_tag`,`callid`,`sip_code`,`sip_reason`,`time`) VALUES ('INVITE',4,'f','t','c2','486','Busy',NULL),\n" +
		"('INVITE',4,'f','t','c2','486','Busy','2026-03-01 12:01:00');\n"
	want := []string{"c1|1772366442000000|NORMAL_CLEARING|-|37000", "c2|1772366460000000|USER_BUSY|-|0"}
	dir := t.TempDir()
	opt := options()
	opt.Stdin, opt.Workers = strings.NewReader(text), 1
	for _, r := range []result{
		readRows(options(), 1000, write(t, dir, "acc.sql", text)),
		readRows(options(), 1000, write(t, dir, "acc.gz", gzipOf(t, text))),
		readRows(opt, 1000, "-"),
	} {
		if r.err != nil || fmt.Sprint(r.rows) != fmt.Sprint(want) {
			t.Fatalf("%v: %q", r.err, r.rows)
		}
		f := r.report.Files[0]
		if f.Rows != 5 || f.Accepted != 3 || f.Joined != 1 || f.Rejected != 2 {
			t.Errorf("%+v", f)
		}
		lines := strings.Split(r.rejects, "\n")
		if !strings.HasSuffix(lines[1], `,2,230,,"found 2 values, wanted 8","(2,'x')"`) || !strings.Contains(lines[2], `,5,`) {
			t.Errorf("%q", lines)
		}
		remarks := strings.Join(r.report.Remarks, "\n")
		if !strings.Contains(remarks, `:4: rows of the table "other" passed over`) || !strings.Contains(remarks, `:5: rows of the table "missed_calls" read as well`) {
			t.Error(remarks)
		}
	}
	x, err := Explain(t.Context(), []string{dir + "/acc.sql"}, options(), 3)
	if err != nil || x[0].Problem != nil || len(x[0].Rows) == 0 || x[0].Rows[0].Line != 2 {
		t.Errorf("%v, %+v", err, x)
	}
}

// Rows of many blocks are joined to the legs that they are, with those of other
// inputs too.
func TestJoinedDumpOfManyBlocks(t *testing.T) {
	r := random(3)
	lines, legs := accTraffic(&r, 12_000)
	columns := strings.Split(strings.TrimSpace(accHeader), ",")
	dir := t.TempDir()
	var rows [][][]byte
	var csv strings.Builder
	csv.WriteString(accHeader)
	for i, line := range lines {
		if i%7 == 0 {
			csv.WriteString(line)
			continue
		}
		rows = append(rows, bytes.Split([]byte(strings.TrimSpace(line)), []byte(",")))
	}
	write(t, dir, "a.csv", csv.String())
	half := len(rows) / 2
	write(t, dir, "b.sql", dumpfile.Dump(dumpfile.MySQL, "acc", columns, rows[:half], r.below))
	write(t, dir, "c.sql.gz", gzipOf(t, dumpfile.Dump(dumpfile.Copy, "acc", columns, rows[half:], r.below)))
	for _, workers := range []int{1, 2} {
		opt := options()
		opt.Workers = workers
		got := readRows(opt, 100_000, dir)
		if got.err != nil || strings.Join(got.rows, "\n") != strings.Join(legs, "\n") {
			t.Errorf("%v: %d legs, want %d: %.300q, %.300q", got.err, len(got.rows), len(legs), got.rows, legs)
		}
	}
}

// A dump in a folder without CDRs is skipped.
func TestDumpWithoutCDRsInAFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.sql", "CREATE TABLE a (b int);\nINSERT INTO a VALUES (1);\n")
	write(t, dir, "b.csv", "end_time,hangup_cause\n1773144000,USER_BUSY\n")
	opt := options()
	opt.Need |= cdr.FieldsOf(cdr.HangupCause)
	got := readRows(opt, 1000, dir)
	if got.err != nil || len(got.rows) != 1 || !strings.Contains(strings.Join(got.report.Remarks, ""), "skipped: "+dir+"/a.sql") {
		t.Error(got)
	}
}
