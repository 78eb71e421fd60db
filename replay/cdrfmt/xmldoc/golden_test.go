package xmldoc

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// testFiles are the made-up files of testdata, by name.
func testFiles(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(names) == 0 {
		t.Fatal("no test files", err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	return files
}

// everything asks for every field.
func everything() *dialect.Options {
	return &dialect.Options{Need: cdr.FieldsOf(cdr.EndTime), Want: 1<<cdr.NumFields - 1}
}

// TestGolden reads each file of testdata with every field asked for and compares
// what came of it, row by row, with the file of the same name that ends in
// .golden.
func TestGolden(t *testing.T) {
	for file, data := range testFiles(t) {
		got := describe(file, data, Recognise)
		golden := strings.TrimSuffix(file, ".xml") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s\ngot:\n%s\nwant:\n%s", file, got, want)
		}
	}
}

// describe reads a whole text of one block and writes down all that was
// understood.
func describe(name string, data []byte, recognise func(string, []byte, bool, *dialect.Options) (*translate.Source, error)) string {
	var out strings.Builder
	fail := func(err error) string {
		fmt.Fprintf(&out, "error: %v\n", err)
		var bad *cdr.DataError
		if errors.As(err, &bad) {
			fmt.Fprintf(&out, "hint: %s\n", bad.Hint)
		}
		return out.String()
	}
	src, err := recognise(name, data, true, everything())
	if err != nil {
		return fail(err)
	}
	var b translate.Block
	if err := src.Open(bytes.NewReader(data), 0).Translate(&b); err != io.EOF {
		return fail(err)
	}
	l, err := dialect.Translated(name, src, b.Text, everything())
	if err != nil {
		return fail(err)
	}
	fmt.Fprintf(&out, "dialect: %s\nform: %s\n", l.Name(), l.Form())
	for _, remark := range l.Remarks() {
		fmt.Fprintf(&out, "remark: %s\n", remark)
	}
	d := l.NewDecoder()
	batch := d.NewBatch()
	for _, row := range b.Rows {
		fmt.Fprintf(&out, "\nline %d", row.Line)
		if row.Verdict != translate.Leg {
			fmt.Fprintf(&out, ": %s\n", strings.TrimPrefix(row.Column+": "+row.Reason, ": "))
			continue
		}
		var rec lex.Record
		n, _ := lex.First(b.Text, translate.Separator, true, &rec)
		b.Text = b.Text[n:]
		if verdict, reject := d.Decode(&rec, batch); verdict != dialect.Accepted {
			fmt.Fprintf(&out, " %s: %s: %s\n", verdict, reject.Column, reject.Reason)
			continue
		}
		fmt.Fprintf(&out, "\n%s", rowText(batch, batch.Rows-1))
		if row.Reason != "" {
			fmt.Fprintf(&out, "  note: %s\n", row.Reason)
		}
	}
	return out.String()
}

// rowText writes the values of a row that are not null.
func rowText(b *cdr.Batch, row int) string {
	var out strings.Builder
	for f := range cdr.Field(cdr.NumFields) {
		c := b.Column(f)
		if c == nil || c.IsNull(row) || f == cdr.SrcFile || f == cdr.SrcLine || f == cdr.Dialect {
			continue
		}
		fmt.Fprintf(&out, "  %s: %s\n", f, valueText(c, f, row))
	}
	return out.String()
}

func valueText(c *cdr.Column, f cdr.Field, row int) string {
	switch {
	case f == cdr.RowFlags:
		var names []string
		for bit := range cdr.NumFlags {
			if c.Ints[row]>>bit&1 == 1 {
				names = append(names, cdr.FlagName(bit))
			}
		}
		return strings.Join(names, " ")
	case f.Kind() == cdr.Code:
		return c.Name(row)
	case f.Kind() == cdr.Text:
		return string(c.Text(row))
	case f.Kind() == cdr.Time:
		return time.UnixMicro(c.Ints[row]).UTC().Format(time.RFC3339Nano)
	case f.Kind() == cdr.Float:
		return fmt.Sprint(c.Floats[row])
	}
	return fmt.Sprint(c.Ints[row])
}

// The example of the dialect is recognised as what it is, and no other is.
func TestExamples(t *testing.T) {
	told := 0
	for _, a := range dialect.Dialects() {
		src, err := Recognise("example", []byte(a.Example), true, &dialect.Options{})
		if err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
		if (src != nil) != (a.Name == freeswitchXML) {
			t.Errorf("%s: %v", a.Name, src)
		}
		if src != nil {
			told++
		}
	}
	if told != 1 {
		t.Errorf("%d examples", told)
	}
}
