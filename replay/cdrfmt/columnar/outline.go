package columnar

import "github.com/cdrlab/cdrlab/replay/cdr"

// Outline makes readers leave the values of some fields unread, as far as the
// file's statistics allow, and tells of which: those of the Time fields given
// that have a column of their own with sound bounds. In batches such a field is
// null where it is null, but its values are any between the bounds; the least
// and the greatest of each part are among them if no row is rejected. Call it
// before NewReader.
func (f *File) Outline(fields cdr.FieldSet) cdr.FieldSet {
	f.outlined = 0
	if f.plan.derived != 0 { // another field is computed from the values
		return 0
	}
	columns := f.source.columns()
	for _, p := range f.plan.picks {
		if fields.Has(p.field) && !f.restsOn(p.field) && p.field.Kind() == cdr.Time && soundBounds(&columns[p.column]) {
			f.outlined |= cdr.FieldsOf(p.field)
		}
	}
	return f.outlined
}

// restsOn tells whether rows that lack another field may get it from this one.
func (f *File) restsOn(field cdr.Field) bool {
	for _, d := range derivations {
		if f.plan.filled.Has(d.field) && (d.from[0] == field || d.from[1] == field) {
			return true
		}
	}
	return false
}

// soundBounds tells whether every value of a column is an instant in range and
// none stands for "did not happen".
func soundBounds(c *sourceColumn) bool {
	return c.bounded && c.form == cdr.Ints && c.ticksPerSec != 0 &&
		microsOf(c.low, c.ticksPerSec) > y2000Us && microsOf(c.high, c.ticksPerSec) < maxUs
}
