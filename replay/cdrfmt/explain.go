package cdrfmt

import (
	"context"
	"errors"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Explanation says how one input is understood.
type Explanation struct {
	Name string
	// Dialect is what was recognised, "saved counts" among others; "" if
	// nothing was.
	Dialect string
	// Packing is how the input is compressed; "" if it is not.
	Packing string
	// Form is how its rows are laid out.
	Form string
	// Sources are the fields that rows yield, and Unread the names of the
	// columns that none is read from.
	Sources []cdr.FieldSource
	Unread  []string
	Remarks []string
	// Rows are the first rows.
	Rows []ExplainedRow
	// Problem is why the input cannot be read as the options ask; nil if it can.
	Problem error
}

// ExplainedRow is a row as it is understood.
type ExplainedRow struct {
	// Line is where it starts, from 1; of Parquet and Arrow, the row from 1.
	Line int64
	// Reject is why it is rejected, with the column; "" if it is not.
	Reject string
	// Leg is a batch of this row alone with the fields of Sources, or nil if
	// not even those that nobody asked for can be read.
	Leg *cdr.Batch
}

// Explain recognises the inputs as Read does, and reads so many of the first
// rows of each with all fields there are. What is wrong with an input is told
// in its Explanation; the error is of paths that are none.
func Explain(ctx context.Context, paths []string, opt Options, rows int) ([]Explanation, error) {
	inputs, err := expand(paths)
	if err != nil {
		return nil, err
	}
	kept := newKeptSpools()
	defer kept.close()
	e := &explaining{ctx: ctx, asked: newReading(opt), whole: newReading(opt), kept: kept, rows: rows}
	e.whole.opt.Need, e.whole.opt.Glance, e.whole.opt.Want = 0, 0, wholeRow|cdr.FieldsOf(cdr.RowFlags)
	list := make([]Explanation, len(inputs))
	for i, in := range inputs {
		if list[i] = e.explain(in, i); ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return list, nil
}

// explaining opens each input twice: with the fields that are asked for, to
// tell what is rejected, and with all there are, to show them.
type explaining struct {
	ctx          context.Context
	asked, whole *reading
	kept         *keptSpools
	rows         int
}

func (e *explaining) explain(in input, index int) Explanation {
	x := Explanation{Name: in.name}
	src, end, err := e.open(e.whole, in, index)
	defer end()
	if err != nil {
		x.Problem = err
		return x
	}
	if src.packed != uncompressed {
		x.Packing = src.packed.String()
	}
	asked, endAsked, err := e.open(e.asked, in, index)
	defer endAsked()
	x.Problem = err
	switch {
	case src.saved != nil:
		x.Dialect, x.Form = "saved counts", "second, cause, account, n"
	case src.table != nil:
		x.Dialect, x.Sources, x.Unread = src.dialectName(), src.table.Sources(), src.table.Unread()
		x.Form, x.Remarks = "columns with types", src.table.Remarks()
		x.Rows, err = e.tableRows(src)
	case src.layout != nil:
		l := src.layout
		x.Dialect, x.Form, x.Sources, x.Unread = l.Name(), l.Form(), l.Sources(), l.Unread()
		if x.Remarks = l.Remarks(); asked.layout != nil {
			x.Remarks = asked.layout.Remarks()
		}
		x.Remarks = append(mendRemarks(src.mends), x.Remarks...)
		var notes []string
		x.Rows, notes, err = e.textRows(src, asked)
		x.Remarks = append(x.Remarks, notes...)
	}
	if x.Problem == nil {
		x.Problem = err
	}
	return x
}

// open opens an input on its own; end closes it again.
func (e *explaining) open(r *reading, in input, index int) (src *source, end func(), err error) {
	p := r.newPass([]input{in})
	p.again, p.kept = true, e.kept // what can be read only once is kept
	p.alone = true
	p.ctx, p.abort = context.WithCancelCause(e.ctx)
	src = p.sources[0]
	src.index, src.folder = index, "" // whatever is wrong with a file is worth telling here
	src.ctx, src.cancel = context.WithCancel(p.ctx)
	err = p.open(src)
	return src, func() {
		src.cancel()
		p.abort(nil)
		p.group.Wait()
		src.close()
	}, err
}

// tableRows are the first rows of a table.
func (e *explaining) tableRows(src *source) (rows []ExplainedRow, err error) {
	if src.table.Parts() == 0 {
		return nil, nil
	}
	var line int64
	err = src.table.NewReader().ReadPart(0, 1, func(b *cdr.Batch) error {
		line++
		rows = append(rows, ExplainedRow{Line: line, Leg: copyOf(b)})
		if len(rows) == e.rows {
			return errEnough
		}
		return nil
	}, func(row int64, column, reason, _ string) {
		line = row
		rows = append(rows, ExplainedRow{Line: row, Reject: column + ": " + reason})
	})
	if err == errEnough {
		err = nil
	}
	return rows, err
}

// errEnough ends the reading of a table early.
var errEnough = errors.New("enough rows")

// copyOf is a batch that stays when its reader goes on.
func copyOf(b *cdr.Batch) *cdr.Batch {
	out := &cdr.Batch{Rows: b.Rows}
	for f := range cdr.Field(cdr.NumFields) {
		from := b.Column(f)
		if from == nil {
			continue
		}
		to := cdr.NewColumn(f)
		for i := range b.Rows {
			switch {
			case from.IsNull(i):
				to.AppendNull(f.Kind())
			case f.Kind() == cdr.Text:
				to.AppendText(from.Text(i))
			case f.Kind() == cdr.Code:
				to.AppendName(from.Name(i))
			case f.Kind() == cdr.Float:
				to.AppendFloat(from.Floats[i])
			default:
				to.AppendInt(from.Ints[i])
			}
		}
		out.SetColumn(f, to)
	}
	return out
}
