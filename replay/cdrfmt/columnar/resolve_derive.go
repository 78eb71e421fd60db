package columnar

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// derivations say which fields make up for the lack of another, each behind
// those that it may rest on.
var derivations = []struct {
	field cdr.Field
	from  [2]cdr.Field
}{
	{cdr.EndTime, [2]cdr.Field{cdr.StartTime, cdr.DurationMs}},
	{cdr.StartTime, [2]cdr.Field{cdr.EndTime, cdr.DurationMs}},
	{cdr.DurationMs, [2]cdr.Field{cdr.StartTime, cdr.EndTime}},
	{cdr.ProgressMs, [2]cdr.Field{cdr.StartTime, cdr.ProgressTime}},
}

// planner makes a plan.
type planner struct {
	*plan
	name    string
	columns []sourceColumn
	picked  cdr.FieldSet
}

// choose picks the column of a field; false if the file has none, or, of a
// lenient one, none of a fitting type.
func (p *planner) choose(f cdr.Field) (bool, error) {
	if p.picked.Has(f) {
		return true, nil
	}
	found := candidates(f, p.columns)
	for _, c := range found {
		if col := &p.columns[c.column]; fits(f, col) {
			c.nulls, c.spanPerSec = !fitsType(f, col), col.spanPerSec
			p.picked |= cdr.FieldsOf(f)
			p.picks = append(p.picks, c)
			return true, nil
		}
	}
	switch {
	case len(found) == 0:
	case !p.lenient.Has(f):
		return false, wrongType(p.name, f, &p.columns[found[0].column])
	case !slices.Contains(p.leftOut, found[0]):
		p.leftOut = append(p.leftOut, found[0])
	}
	return false, nil
}

// derive plans which of the fields asked for that have no column are computed.
func (p *planner) derive(asked cdr.FieldSet) error {
	for _, d := range derivations {
		if p.picked.Has(d.field) || !asked.Has(d.field) || d.field == cdr.ProgressMs {
			continue
		}
		if len(candidates(d.from[0], p.columns)) == 0 || len(candidates(d.from[1], p.columns)) == 0 {
			continue
		}
		both := true
		for _, f := range d.from {
			ok, err := p.choose(f)
			if err != nil {
				return err
			}
			both = both && ok
		}
		if !both { // of a lenient one's column the type is wrong
			continue
		}
		p.fields |= cdr.FieldsOf(d.field)
		p.derived |= cdr.FieldsOf(d.field)
		if p.need.Has(d.field) {
			p.need |= cdr.FieldsOf(d.from[:]...)
		}
	}
	if !isCanonical(p.columns) { // there all that follows is there
		p.fill(asked)
	}
	return nil
}

// fill plans what is computed in rows that lack it, and the delay to the first
// 18x. What has to be read for that alone is spare.
func (p *planner) fill(asked cdr.FieldSet) {
	startFollows := p.has(cdr.EndTime) && p.has(cdr.DurationMs)
	rang := asked.Has(cdr.ProgressMs) && p.mayLack(cdr.ProgressMs) && p.has(cdr.ProgressTime) && (p.has(cdr.StartTime) || startFollows)
	if rang {
		p.spareOf(cdr.ProgressTime, cdr.StartTime)
		if !p.picked.Has(cdr.ProgressMs) {
			p.fields |= cdr.FieldsOf(cdr.ProgressMs)
			p.derived |= cdr.FieldsOf(cdr.ProgressMs)
		}
		p.filled |= cdr.FieldsOf(cdr.ProgressMs)
	}
	if (rang || asked.Has(cdr.StartTime)) && p.mayLack(cdr.StartTime) && startFollows {
		p.spareOf(cdr.EndTime, cdr.DurationMs)
		if !p.picked.Has(cdr.StartTime) {
			p.derived |= cdr.FieldsOf(cdr.StartTime)
		}
		p.filled |= cdr.FieldsOf(cdr.StartTime)
	}
	if asked.Has(cdr.DurationMs) && p.mayLack(cdr.DurationMs) && p.has(cdr.StartTime) && p.has(cdr.EndTime) {
		p.spareOf(cdr.StartTime, cdr.EndTime)
		p.filled |= cdr.FieldsOf(cdr.DurationMs)
	}
	p.filled &^= p.derived
}

// has tells whether the file has a column of a field, of a fitting type.
func (p *planner) has(f cdr.Field) bool {
	for _, c := range candidates(f, p.columns) {
		if fits(f, &p.columns[c.column]) {
			return true
		}
	}
	return false
}

// spareOf picks the columns of fields that nobody asked for.
func (p *planner) spareOf(fields ...cdr.Field) {
	for _, f := range fields {
		if !p.picked.Has(f) && p.has(f) {
			p.spare |= cdr.FieldsOf(f)
			_, _ = p.choose(f) // it has a column that fits
		}
	}
}

// mayLack tells whether rows may lack a field, by what the file says of its
// column.
func (p *planner) mayLack(f cdr.Field) bool {
	for _, c := range candidates(f, p.columns) {
		if column := &p.columns[c.column]; fits(f, column) {
			return !column.full || f.Kind() == cdr.Time && !soundBounds(column)
		}
	}
	return true
}

// isCanonical tells a file of all columns of the canonical schema.
func isCanonical(columns []sourceColumn) bool {
	names := map[string]bool{}
	for _, c := range columns {
		names[c.name] = true
	}
	for f := range cdr.Field(cdr.NumFields) {
		if !names[f.String()] {
			return false
		}
	}
	return true
}
