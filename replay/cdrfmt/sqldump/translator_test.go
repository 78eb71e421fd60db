package sqldump

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
	"github.com/cdrlab/cdrlab/replay/internal/dumpfile"
)

var columns = []string{"call_id", "end_time", "hangup_cause", "note"}

// recognised is Recognise of a text of which so many bytes are its head.
func recognised(text string, head int, opt dialect.Options) (*translate.Source, error) {
	opt.Need |= cdr.FieldsOf(cdr.EndTime, cdr.HangupCause)
	head = min(head, len(text))
	again := func() (io.Reader, error) { return iotest.HalfReader(strings.NewReader(text)), nil }
	return Recognise("x.sql", []byte(text[:head]), head == len(text), again, &opt)
}

// translated is what a dump becomes: the cells of each row, and of what is none
// the verdict, the place and the reason.
func translated(t *testing.T, text string, opt dialect.Options) (rows [][]string, others []string) {
	t.Helper()
	src, err := recognised(text, len(text), opt)
	if err != nil || src == nil {
		t.Fatalf("%v of %.300s", err, text)
	}
	tr := src.Open(strings.NewReader(text), 0)
	var b translate.Block
	line, counted := 1, 0
	for err == nil {
		b.Reset()
		err = tr.Translate(&b)
		records := b.Text
		for _, r := range b.Rows {
			if r.Verdict != translate.Leg {
				others = append(others, fmt.Sprintf("%d %d:%d %s %s", r.Verdict, r.Line, r.Byte, r.Reason, r.Raw))
				continue
			}
			line += strings.Count(text[counted:r.Byte], "\n")
			counted = int(r.Byte)
			if !strings.HasPrefix(text[r.Byte:], string(r.Raw)) || int(r.Line) != line {
				t.Fatalf("row at %d:%d is not %q", r.Line, r.Byte, r.Raw)
			}
			var rec lex.Record
			n, ok := lex.First(records, translate.Separator, true, &rec)
			if !ok {
				t.Fatal("a row without its record")
			}
			records = records[n:]
			var cells []string
			for i := range rec.Len() {
				cells = append(cells, string(rec.Field(i)))
			}
			rows = append(rows, cells)
		}
		if len(records) > 0 {
			t.Fatalf("records without rows: %q", records)
		}
	}
	if err != io.EOF {
		t.Fatal(err)
	}
	return rows, others
}

// nasty are texts that a reader of dumps may stumble over.
var nasty = []string{"'", `"`, "`", `\`, `\'`, "''", "),(", ");\n", "\n", "\r\n", "\t", ",", ";", "--", "/*", "*/", "#", "$$", `\N`, `\.`, "NULL", "é", "\x00", "\x1a", "\x1f", " ", "a", "0", "%", "_", "INSERT INTO x VALUES ("}

func nastyCell(r *rand.Rand) []byte {
	if r.IntN(8) == 0 {
		return nil
	}
	var b []byte
	for range r.IntN(6) {
		b = append(b, nasty[r.IntN(len(nasty))]...)
	}
	if b == nil {
		b = []byte{}
	}
	return b
}

// Whatever the cells hold, and however they are dumped, they are read as they
// were.
func TestCells(t *testing.T) {
	for s := range dumpfile.NumStyles {
		for seed := range uint64(40) {
			r := rand.New(rand.NewPCG(seed, uint64(s)))
			n := 1 + r.IntN(30)
			if seed == 0 {
				n = 40_000 // some blocks
			}
			rows := make([][][]byte, n)
			for i := range rows {
				rows[i] = [][]byte{fmt.Appendf(nil, "c%d", i), []byte("2026-03-01 12:00:00"), []byte("USER_BUSY"), nastyCell(r)}
				for s != dumpfile.MySQL && s != dumpfile.PhpMyAdmin && bytes.IndexByte(rows[i][3], 0) >= 0 {
					rows[i][3] = nastyCell(r) // other databases have no such text
				}
			}
			text := dumpfile.Dump(s, "calls", columns, rows, r.IntN)
			got, others := translated(t, text, dialect.Options{})
			if len(got) != len(rows) || len(others) > 0 {
				t.Fatalf("%s, seed %d: %d rows of %d, %q\n%.3000s", s, seed, len(got), len(rows), others, text)
			}
			for i, row := range rows {
				for k := range row {
					if got[i][k] != string(row[k]) {
						t.Fatalf("%s, seed %d, row %d: %q, want %q\n%.3000s", s, seed, i, got[i], row, text)
					}
				}
			}
		}
	}
}

// row is a row of the columns.
func row(i int) string { return fmt.Sprintf("('c%d','2026-03-01 12:00:00','USER_BUSY','')", i) }

const created = "CREATE TABLE `calls` (`call_id` int, `end_time` datetime, `hangup_cause` text, `note` text);\n"

// Wherever a dump is cut off, the rows before that stay, the one that is cut is
// rejected, and it is said.
func TestCutAnywhere(t *testing.T) {
	text := "-- MySQL dump 10.13\n" + created + "INSERT INTO `calls` VALUES " + row(0) + "," + row(1) + ";\nINSERT INTO `calls` VALUES\n" + row(2) + ";\n-- Dump completed\n"
	ends := []int{}
	for i := range text {
		if strings.HasPrefix(text[i:], "'')") {
			ends = append(ends, i+3)
		}
	}
	for cut := strings.Index(text, row(0)) + 1; cut < len(text); cut++ {
		rows, others := translated(t, text[:cut], dialect.Options{})
		whole := 0
		for _, end := range ends {
			if cut >= end {
				whole++
			}
		}
		if len(rows) != whole {
			t.Fatalf("%d rows of %q", len(rows), text[:cut])
		}
		if last := strings.LastIndex(text[:cut], "-- Dump completed"); last >= 0 {
			continue
		}
		if n := len(others); n == 0 || !strings.Contains(others[n-1], "cut off") && !strings.Contains(others[n-1], "without VALUES") {
			t.Fatalf("%q of %q", others, text[:cut])
		}
		if start := strings.LastIndex(text[:cut], "('c"); cut > start && cut < start+len(row(0)) && start > 0 {
			if want := fmt.Sprintf("%d:%d the row is cut off: the text ends within it %s", 1+strings.Count(text[:start], "\n"), start, strings.TrimRight(text[start:cut], " ,")); !strings.HasSuffix(strings.Join(others[:1], ""), want) {
				t.Fatalf("%q, want %q", others, want)
			}
		}
	}
}

// What is no row, or not one of the table, is told with its place.
func TestWhatIsTold(t *testing.T) {
	const insert = "INSERT INTO `calls` VALUES "
	for _, c := range []struct{ text, want string }{
		{insert + "(1,2)," + row(1) + ";", "2 2:120 found 2 values, wanted 4 (1,2)"},
		{insert + "('a',b,'c',''),\n" + row(1) + ";", `2 2:120 broken row at 2:33: found "b", wanted a value ('a',b,'c','')`},
		{insert + "('a'\n'b','c',''),\n" + row(1) + ";", "2 2:120 broken row at 3:1: found \"'b'\", wanted a comma or the end of the row ('a'\n'b','c','')"},
		{insert + row(1) + ";INSERT INTO `calls` (`note`,`call_id`) VALUES ('x','y');", ""},
		{insert + row(1) + ";INSERT INTO `calls` (`other`) VALUES ('x');", `5 2:164 rows of the table "calls" passed over: they have other columns than those before `},
		{insert + row(1) + ";INSERT INTO `old` (`note`,`call_id`,`HANGUP_CAUSE`,`end_time`) VALUES ('x','y','z','2026-03-01');",
			`5 2:164 rows of the table "old" read as well: it has the columns of "calls" `},
		{insert + row(1) + ";INSERT INTO `b` VALUES (1);INSERT INTO `c` VALUES (1);INSERT INTO `b` VALUES (1);",
			`4 2:164 rows of the table "b" passed over |4 2:191 rows of the table "c" passed over `},
		{insert + row(1) + ";INSERT INTO `cel` (`eventtype`,`eventtime`,`uniqueid`,`linkedid`) VALUES (1,2,3,4);",
			`5 2:93 rows of the table "calls" passed over, which are CDRs as well: to read them, give --dialect header `},
		{insert + row(1) + ";INSERT INTO `x` (`call_id`,`end_time`,`hangup_cause`) VALUES (1,2,3,4);",
			`5 2:164 rows of the table "x" passed over, which are CDRs as well: dump it by itself to read them `},
		{insert + row(1) + ";COPY `x` (`call_id`) FROM stdin WITH CSV;\n1\n\\.\n", `5 2:164 rows of the table "x" passed over: they are not in the text format of COPY `},
		{insert + row(1) + ";INSERT INTO `calls` SELECT 1;", "4 2:164 an INSERT without VALUES passed over "},
	} {
		rows, others := translated(t, created+c.text, dialect.Options{})
		if got := strings.Join(others, "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
		if len(rows) == 0 {
			t.Errorf("%s: no rows", c.text)
		}
	}
	rows, _ := translated(t, created+insert+row(1)+";INSERT INTO `calls` (`note`,`call_id`) VALUES ('x','y');", dialect.Options{})
	if fmt.Sprintf("%q", rows[1]) != `["y" "" "" "x"]` {
		t.Errorf("%q", rows)
	}
}

// The table that is read is the one that is told the surest, wherever it stands.
func TestChoice(t *testing.T) {
	const (
		users    = "CREATE TABLE users (id int, name text, start_time text);\nINSERT INTO users VALUES (1,'(','2026-03-01');\n"
		named    = created + "INSERT INTO `calls` VALUES ('c','2026-03-01 12:00:00','USER_BUSY','');\n"
		asterisk = "INSERT INTO `cdr` (`calldate`,`clid`,`src`,`dst`,`channel`,`lastapp`,`duration`,`billsec`,`disposition`,`uniqueid`) VALUES ('2026-03-01 12:00:00','','1','2','SIP/1-1','Dial',9,8,'ANSWERED','1.1');\n"
		cel      = "INSERT INTO `cel` (`eventtype`,`eventtime`,`uniqueid`,`linkedid`,`extra`) VALUES ('HANGUP','2026-03-01 12:00:00','1772366400.1','1772366400.1','');\n"
	)
	far := "CREATE TABLE `big` (`a` text);\nINSERT INTO `big` VALUES ('" + strings.Repeat("x\\'", 1<<20) + "');\n"
	for _, c := range []struct{ text, forced, want string }{
		{users + named, "", `"calls", 4 columns`},
		{users + named + asterisk + cel, "", `"cdr", 10 columns`},
		{users + cel + asterisk, "", `"cel", 5 columns`},
		{users + cel + asterisk, "asterisk:table", `"cdr", 10 columns`},
		{asterisk + cel, "asterisk:cel", `"cel", 5 columns`},
		{named + asterisk, "header", `"calls", 4 columns`},
		{users + far + named + asterisk, "", `"calls", 4 columns`},
		{users + far + asterisk, "", `"cdr", 10 columns`},
		{asterisk + far + named, "", `"cdr", 10 columns`},
		{users + far + named + asterisk, "asterisk", `"cdr", 10 columns`},
	} {
		src, err := recognised(c.text, 1<<20, dialect.Options{Dialect: c.forced})
		if err != nil || src == nil || !strings.HasSuffix(src.Form, "table "+c.want) {
			t.Errorf("%.200s by %q: %v, %+v", c.text, c.forced, err, src)
		}
	}
}

// Rows without the names of their columns are read as rows without a header are:
// if nothing names them, or CREATE TABLE has others.
func TestUnnamedColumns(t *testing.T) {
	const values = "('Ann','1001','1002','default','2026-03-01 12:00:00',NULL,'2026-03-01 12:00:42',42,37,'NORMAL_CLEARING','u1','u2','acme')"
	for _, before := range []string{"", "CREATE TABLE cdr (caller_id_name text);\n"} {
		text := before + "INSERT INTO other VALUES (1);INSERT INTO cdr VALUES " + values + ",(1,2)," + values + ";\nINSERT INTO cdr (a) VALUES (1);\n"
		rows, others := translated(t, text, dialect.Options{})
		if len(rows) != 3 || fmt.Sprint(len(rows[0]), len(rows[1])) != "13 2" || len(others) != 2 {
			t.Errorf("%q, %q", rows, others)
		}
		src, err := recognised(text, len(text), dialect.Options{})
		if err != nil || src.Columns != nil || !strings.HasSuffix(src.Form, `table "cdr", whose columns have no names`) {
			t.Errorf("%v, %+v", err, src)
		}
	}
}

func TestNoCDRs(t *testing.T) {
	for _, c := range []struct{ text, forced, want string }{
		{created, "", "found an SQL dump without rows"},
		{"-- MySQL dump 10.13\nSET NAMES utf8;\n", "", "found an SQL dump without rows"},
		{"CREATE TABLE a (b int);INSERT INTO a VALUES (1);INSERT INTO c VALUES (1)", "", "found an SQL dump with rows of a, c, wanted a table of CDRs"},
		{"INSERT INTO a VALUES (1),(2);", "", "found an SQL dump with rows of a, wanted a table of CDRs"},
		{created + "INSERT INTO calls VALUES " + row(1) + "," + row(2), "kazoo", "not kazoo: found an SQL dump with rows of calls"},
		{"INSERT INTO cdr (start_time,src,dst,account_id) VALUES ('2026-03-01 12:00:00',1,2,3),(1,2,3,4)", "", "no end time: found columns start_time"},
	} {
		_, err := recognised(c.text, len(c.text), dialect.Options{Dialect: c.forced})
		var bad *cdr.DataError
		if !errors.As(err, &bad) || !strings.HasPrefix(bad.Problem, c.want) || bad.Hint == "" || errors.Is(err, dialect.ErrUnknown) == strings.HasPrefix(c.want, "no end") {
			t.Errorf("%s by %q: %v", c.text, c.forced, err)
		}
	}
	if _, err := recognised(created, len(created), dialect.Options{Dialect: "asterix"}); !errors.As(err, new(*cdr.UsageError)) {
		t.Error(err)
	}
}

// Other texts are left to others, FreeSWITCH's own statements too.
func TestNoDumps(t *testing.T) {
	const values = `"Ann","1001","1002","default","2026-03-01 12:00:00","2026-03-01 12:00:05","2026-03-01 12:00:42","42","37","NORMAL_CLEARING","u1","u2", "acme"`
	for _, text := range []string{
		"", "\n", "-- a", "# comment\na,b\n1,2\n", "set,start,end\n1,2,3\n", "SET A;B\n1;2\n", "begin time,end time\n1,2\n",
		"create table;x\n", "/* x", "INSERT INTO", "COPY that\n", "insert,into,values\n",
		"INSERT INTO cdr VALUES (" + values + ");\nINSERT INTO cdr VALUES (" + values + ");\n",
	} {
		if src, err := recognised(text, len(text), dialect.Options{}); src != nil || err != nil {
			t.Errorf("%q: %+v, %v", text, src, err)
		}
	}
}

// The example of the manual is what it is an example of.
func TestExample(t *testing.T) {
	rows, others := translated(t, About.Example, dialect.Options{})
	src, err := recognised(About.Example, len(About.Example), dialect.Options{Dialect: "asterisk:table"})
	if len(rows) != 2 || len(others) != 0 || err != nil || src == nil {
		t.Errorf("%q, %q, %v", rows, others, err)
	}
}

// A row beyond the limit is rejected, or ends the reading with its place where
// its end is too far to be found; what is passed over may be longer.
func TestLimits(t *testing.T) {
	long := strings.Repeat("x", maxItemBytes)
	text := created + "INSERT INTO b VALUES ('" + long + long + "');\nINSERT INTO calls VALUES " + row(1) + ",\n('" + long
	rows, others := translated(t, text+"',1,2,3),"+row(2)+";", dialect.Options{})
	if len(rows) != 2 || len(others) != 2 || !strings.Contains(others[1], fmt.Sprintf("4:%d its values take more than 16 MiB ('xxx", len(text)-len(long)-2)) {
		t.Errorf("%d rows, %d others", len(rows), len(others))
	}
	text += long + "',1,2,3);"
	src, err := recognised(text, 1<<20, dialect.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tr := src.Open(strings.NewReader(text), 0)
	n := 0
	for err == nil {
		var b translate.Block
		err = tr.Translate(&b)
		n += bytes.Count(b.Text, []byte{'\n'})
	}
	if n != 1 || !strings.HasPrefix(err.Error(), "x.sql:4:1: a row or the beginning of a statement of more than 16 MiB") {
		t.Errorf("%d rows, %v", n, err)
	}
}

// Blocks are the same however a text comes.
func FuzzTranslate(f *testing.F) {
	for _, c := range statements {
		f.Add(created + "INSERT INTO calls VALUES " + row(1) + ";" + c.text)
	}
	f.Add(dumpfile.Dump(dumpfile.Copy, "calls", columns, [][][]byte{{[]byte("a"), []byte("2026-03-01"), []byte("USER_BUSY"), nil}}, func(int) int { return 0 }))
	f.Add("INSERT 0 VALUE(')')" + strings.Repeat("0", 34))
	f.Add("INSERT INTO `\xff\xff` VALUES ('c1','2026-03-01','USER_BUSY',''),(')');")
	f.Fuzz(func(t *testing.T, text string) {
		src, err := recognised(text, len(text), dialect.Options{})
		if err != nil || src == nil {
			return
		}
		a, b := src.Open(strings.NewReader(text), 0), src.Open(iotest.HalfReader(strings.NewReader(text)), 0)
		var one, other translate.Block
		err, err2 := a.Translate(&one), b.Translate(&other)
		if fmt.Sprint(err) != fmt.Sprint(err2) || fmt.Sprint(one.Rows) != fmt.Sprint(other.Rows) || !bytes.Equal(one.Text, other.Text) {
			t.Fatalf("%v, %v", one, other)
		}
		legs, end := 0, int64(0)
		for _, r := range one.Rows {
			if r.Byte < end || !strings.HasPrefix(text[r.Byte:], string(r.Raw)) {
				t.Fatalf("row at %d after %d", r.Byte, end)
			}
			end = r.Byte + int64(len(r.Raw))
			if r.Verdict == translate.Leg {
				legs++
			}
		}
		var rec lex.Record
		for records := one.Text; len(records) > 0; legs-- {
			n, _ := lex.First(records, translate.Separator, true, &rec)
			records = records[n:]
		}
		if legs != 0 {
			t.Fatalf("%d rows more than records", legs)
		}
	})
}
