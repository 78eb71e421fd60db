package dialect

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden reads each made-up file of testdata with every field asked for
// and compares what came of it, row by row, with the file of the same name
// that ends in .golden. Those of systems that write reports stand in a folder of
// their own.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal("no test files", err)
	}
	reports, err := filepath.Glob("testdata/reports/*.csv")
	if err != nil || len(reports) == 0 {
		t.Fatal("no reports", err)
	}
	files = append(files, reports...)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := describe(file, data, &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: allFields})
			golden := strings.TrimSuffix(file, ".csv") + ".golden"
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
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// describe reads a whole file and writes down all that was understood.
func describe(name string, data []byte, opt *Options) string {
	var out strings.Builder
	l, err := Recognise(name, data, true, opt)
	if err != nil {
		fmt.Fprintf(&out, "error: %v\n", err)
		var bad *cdr.DataError
		if errors.As(err, &bad) {
			fmt.Fprintf(&out, "hint: %s\nunknown: %v\n", bad.Hint, errors.Is(err, ErrUnknown))
		}
		return out.String()
	}
	fmt.Fprintf(&out, "dialect: %s\nseparator: %q\nheader records: %d\n", l.Name(), l.Separator(), l.HeaderRecords())
	for _, remark := range l.Remarks() {
		fmt.Fprintf(&out, "remark: %s\n", remark)
	}
	d := l.NewDecoder()
	b := d.NewBatch()
	for i, r := range takeSample(data, l.Separator(), true, maxSampled).records {
		if i < l.HeaderRecords() {
			continue
		}
		verdict, reject := d.Decode(r, b)
		switch verdict {
		case Accepted:
			fmt.Fprintf(&out, "\nrecord %d\n%s", i+1, rowText(b, b.Rows-1))
		case Rejected:
			fmt.Fprintf(&out, "\nrecord %d %s: %s: %s\n", i+1, verdict, reject.Column, reject.Reason)
		default:
			fmt.Fprintf(&out, "\nrecord %d %s\n", i+1, verdict)
		}
	}
	return out.String()
}

// rowText writes the values of a row that are not null, apart from the file's
// own name and place.
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

// record lexes one record.
func record(text string, sep byte) *lex.Record {
	r := new(lex.Record)
	lex.First([]byte(text), sep, true, r)
	return r
}
