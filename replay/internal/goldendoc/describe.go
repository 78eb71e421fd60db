// Package goldendoc writes down what is understood of a document, for the
// golden files of its translator.
package goldendoc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
)

// Recognise is that of a translator.
type Recognise func(name string, head []byte, whole bool, opt *dialect.Options) (*translate.Source, error)

// Describe reads a whole document of one block, with every field asked for.
func Describe(name string, data []byte, recognise Recognise) string {
	var out strings.Builder
	opt := &dialect.Options{Need: cdr.FieldsOf(cdr.EndTime), Want: 1<<cdr.NumFields - 1}
	src, err := recognise(name, data, true, opt)
	if err != nil {
		return failure(err)
	}
	var b translate.Block
	if err := src.Open(bytes.NewReader(data), 0).Translate(&b); err != io.EOF {
		return failure(err)
	}
	l, err := dialect.Translated(name, src, b.Text, opt)
	if err != nil {
		return failure(err)
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
		fmt.Fprintf(&out, "\n%s", golden.Row(batch, batch.Rows-1))
		if row.Reason != "" {
			fmt.Fprintf(&out, "  note: %s\n", row.Reason)
		}
	}
	return out.String()
}

// failure is an error with its hint.
func failure(err error) string {
	text := fmt.Sprintf("error: %v\n", err)
	var bad *cdr.DataError
	if errors.As(err, &bad) {
		text += fmt.Sprintf("hint: %s\n", bad.Hint)
	}
	return text
}
