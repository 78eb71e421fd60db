package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// runRows is how many records are decoded together: their strips fit the
// first cache of a core.
const runRows = 128

// runDecoder decodes many records at once, a column at a time, as long as
// they hold nothing unusual. It knows no rejects and no repairs: at the first
// record that is not plainly a row it stops, and Decode has its say.
type runDecoder struct {
	strips  []strip
	byField [cdr.NumFields]*strip
	derived strip // of end, start or duration
	flags   [runRows]cdr.Flags
	pace    int // records to try next, fewer after a stop
	record  lex.Record
}

// newRunDecoder is nil if the layout has what only Decode does.
func (d *Decoder) newRunDecoder() *runDecoder {
	l := d.layout
	if l.shape == shapeBare || l.shape == shapeTyped || l.fields&causeFields != 0 || l.fields.Has(cdr.TimePrecision) ||
		l.endsByTalk() && l.fields.Has(cdr.DurationMs) || l.lenient != 0 {
		return nil
	}
	r := &runDecoder{pace: runRows, strips: make([]strip, len(d.cells))}
	for i := range d.cells {
		c := &d.cells[i]
		if !runnable(c) {
			return nil
		}
		r.strips[i] = newStrip(c)
		r.byField[c.field] = &r.strips[i]
	}
	for _, f := range d.yields {
		switch {
		case r.byField[f] != nil || f == cdr.RowFlags || f == cdr.SrcLine || l.constant[f] != "":
		case f == cdr.EndTime || f == cdr.StartTime || f == cdr.DurationMs:
			r.derived = strip{field: f}
			r.byField[f] = &r.derived
		default:
			return nil
		}
	}
	for _, f := range d.needs {
		if s := r.byField[f]; s != nil { // the line of a row is never absent
			s.chain(func(s *strip) { s.needed = true })
		}
	}
	return r
}

// DecodeRun appends the first records of a run to a batch of NewBatch, those
// up to one that needs Decode, and tells how many: each is a row, accepted.
func (d *Decoder) DecodeRun(run *lex.Run, b *cdr.Batch) (rows int) {
	if !d.ran {
		d.ran, d.run = true, d.newRunDecoder()
	}
	r := d.run
	if r == nil {
		return 0
	}
	tried := min(run.Len(), r.pace)
	n := d.plainRows(run, tried)
	for i := range r.flags[:n] {
		r.flags[i] = d.layout.flags
	}
	d.fitted = false
	for i := range r.strips {
		n = d.readStrip(&r.strips[i], run, n)
	}
	if n = d.deriveStrip(n); n < tried {
		r.pace = max(1, n)
	} else {
		r.pace = min(2*r.pace, runRows)
	}
	if n > 0 {
		d.appendRun(run, b, n)
	}
	return n
}

// plainRows is how many of the first n records have a field for each column,
// are surely neither header nor comment, and lie in one line each. The first
// byte of a record nearly always tells that it is a row.
func (d *Decoder) plainRows(run *lex.Run, n int) int {
	l := d.layout
	alike := l.skips == nil && l.aside == nil && !l.flagged && l.shape != shapeEscaped
	var head byte // of the header, in lower case
	if len(l.headerRaw) > 0 {
		head = l.headerRaw[0] | ' '
	}
	for i := range n {
		first := run.First(i)
		if run.Width(i) != l.width ||
			(!alike || first == '#' || first == byteOrderMark[0] || first|' ' == head) && !l.plainRow(run.Raw(i)) ||
			run.Newlines(i) > 1 && bytes.IndexByte(run.Raw(i), '\n') >= 0 {
			return i
		}
	}
	return n
}

// plainRow tells a record that is surely a row, as written.
func (l *Layout) plainRow(raw []byte) bool {
	return !isComment(raw) && raw[0] != byteOrderMark[0] && !l.escapes(raw) && (!l.flagged || raw[0] == l.sep) &&
		(l.skips == nil || !l.skips(raw)) && (l.aside == nil || l.aside(raw) < 0) &&
		(len(raw) != len(l.headerRaw) || !bytes.EqualFold(raw, l.headerRaw))
}

// appendRun adds the first n rows of the strips to every column of the batch.
func (d *Decoder) appendRun(run *lex.Run, b *cdr.Batch, n int) {
	if s := d.run.byField[cdr.RowFlags]; s != nil {
		for i, flags := range s.ints[:n] {
			if !s.isNull(i) {
				d.run.flags[i] |= cdr.Flags(flags)
			}
		}
	}
	for _, f := range d.yields {
		c := b.Column(f)
		switch {
		case f == cdr.RowFlags:
			for _, flags := range d.run.flags[:n] {
				c.Ints = append(c.Ints, int64(flags))
			}
			c.MarkValid(cdr.Int, n)
		case f == cdr.SrcLine:
			for i := range n {
				c.AppendInt(run.Line(i))
			}
		case d.layout.constant[f] != "":
			for range n {
				c.AppendCode(d.consts[f])
			}
		default:
			d.run.byField[f].appendTo(c, n)
		}
	}
	b.Rows += n
}
