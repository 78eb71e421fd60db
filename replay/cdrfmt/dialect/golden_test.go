package dialect

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
)

// TestGolden reads each made-up file of testdata with every field asked for
// and compares what came of it, row by row, with the file of the same name
// that ends in .golden. Those of systems that write reports stand in a folder of
// their own.
func TestGolden(t *testing.T) {
	for _, pattern := range []string{testFiles, reportFiles} {
		golden.Test(t, pattern, func(name string, data []byte) string {
			return describe(name, data, &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: allFields})
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
			fmt.Fprintf(&out, "\nrecord %d\n%s", i+1, golden.Row(b, b.Rows-1))
		case Rejected:
			fmt.Fprintf(&out, "\nrecord %d %s: %s: %s\n", i+1, verdict, reject.Column, reject.Reason)
		default:
			fmt.Fprintf(&out, "\nrecord %d %s\n", i+1, verdict)
		}
	}
	return out.String()
}

// record lexes one record.
func record(text string, sep byte) *lex.Record {
	r := new(lex.Record)
	lex.First([]byte(text), sep, true, r)
	return r
}
