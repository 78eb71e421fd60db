package dialect

import (
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// A row without its start, its duration or its delay to the first 18x may still
// have what these follow from. Cells that are read for nothing else are spare:
// they are looked at in such rows alone, and are no reason to reject one.

// settleFills finds the fields that are filled row by row, and the spare ones.
func (l *Layout) settleFills() {
	if l.exact {
		return
	}
	has := func(list ...cdr.Field) bool {
		for _, f := range list {
			if len(l.columns[f]) == 0 {
				return false
			}
		}
		return true
	}
	fill := func(f cdr.Field, from ...cdr.Field) {
		l.fills |= cdr.FieldsOf(f) & l.fields
		if l.fields.Has(f) {
			l.spare |= cdr.FieldsOf(from...)
		}
	}
	if has(cdr.StartTime, cdr.EndTime, cdr.DurationMs) {
		fill(cdr.StartTime, cdr.EndTime, cdr.DurationMs)
	}
	if has(cdr.DurationMs, cdr.StartTime, cdr.EndTime) {
		fill(cdr.DurationMs, cdr.StartTime, cdr.EndTime)
	}
	if has(cdr.ProgressTime) && l.yields(cdr.StartTime) {
		fill(cdr.ProgressMs, cdr.ProgressTime, cdr.StartTime, cdr.EndTime, cdr.DurationMs)
	}
	for f := range cdr.Field(cdr.NumFields) {
		if !has(f) || l.reads(f) {
			l.spare &^= cdr.FieldsOf(f)
		}
	}
}

// followed tells the spare fields that the delay to the first 18x of every row
// follows from, since it has no column.
func (l *Layout) followed(f cdr.Field) bool {
	return l.spare.Has(f) && l.fills.Has(cdr.ProgressMs) && len(l.columns[cdr.ProgressMs]) == 0 && f != cdr.DurationMs && f != cdr.EndTime
}

// newSpares are the cells of the spare fields.
func (d *Decoder) newSpares() {
	for f := range cdr.Field(cdr.NumFields) {
		if d.layout.spare.Has(f) {
			c := newCell(f, d.layout)
			c.soft, c.lenient, c.sign, c.needsEarly = true, false, false, false
			d.spares[f] = &c
		}
	}
}

// at is the value of a field of the record at hand, also of a spare one; null if
// no column holds it.
func (d *Decoder) at(f cdr.Field, r *lex.Record) *value {
	v := &d.values[f]
	switch c := d.spares[f]; {
	case c != nil:
		flags := d.flags // of what nobody asked for nothing is told
		d.read(c, r)
		d.flags = flags
	case !d.layout.reads(f) && !d.layout.fields.Has(f):
		*v = value{null: true}
	}
	return v
}

// fill derives what the row at hand lacks.
func (d *Decoder) fill(r *lex.Record) {
	l := d.layout
	if v := &d.values[cdr.StartTime]; l.fills.Has(cdr.StartTime) && v.null {
		d.fillStart(r)
	}
	if v := &d.values[cdr.DurationMs]; l.fills.Has(cdr.DurationMs) && v.null {
		*v = d.span(cdr.DurationMs, d.at(cdr.StartTime, r), d.at(cdr.EndTime, r))
	}
	if v := &d.values[cdr.ProgressMs]; l.fills.Has(cdr.ProgressMs) && (v.null || len(l.columns[cdr.ProgressMs]) == 0) {
		*v = value{null: true}
		if rang := d.at(cdr.ProgressTime, r); !rang.null {
			*v = d.span(cdr.ProgressMs, d.startAt(r), rang)
		}
	}
}

// startAt is the start of the row at hand, whether or not it is asked for.
func (d *Decoder) startAt(r *lex.Record) *value {
	if !d.layout.fields.Has(cdr.StartTime) && d.at(cdr.StartTime, r).null {
		d.fillStart(r)
	}
	return &d.values[cdr.StartTime]
}

// fillStart derives the start of the row at hand.
func (d *Decoder) fillStart(r *lex.Record) {
	start, end, duration := &d.values[cdr.StartTime], d.at(cdr.EndTime, r), d.at(cdr.DurationMs, r)
	*start = value{null: true}
	if us, ok := cdr.StartOf(end.number, duration.number); ok && !end.null && !duration.null {
		*start = value{number: us}
	}
}

// span is a field that is the time from one instant to another; null if one of
// them is.
func (d *Decoder) span(f cdr.Field, from, to *value) value {
	ms, negative, ok := cdr.SpanOf(from.number, to.number)
	if from.null || to.null || !ok {
		return value{null: true}
	}
	if negative && !d.layout.quiet.Has(f) {
		d.flags |= cdr.FlagNegativeClamped
	}
	return value{number: ms}
}

// filledBefore is the first of n rows of a run that lacks what may follow from
// others, which only Decode looks for.
func (d *Decoder) filledBefore(n int) int {
	for _, f := range [...]cdr.Field{cdr.StartTime, cdr.DurationMs, cdr.ProgressMs} {
		s := d.run.byField[f]
		if !d.layout.fills.Has(f) || s == nil || !s.nulls {
			continue
		}
		for i, null := range s.null[:n] {
			if null {
				n = i
				break
			}
		}
	}
	return n
}
