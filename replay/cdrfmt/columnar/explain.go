package columnar

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Sources are the fields that are read, in the order of the schema, and where
// each comes from. Those that say where a row is from are left out unless the
// file has them.
func (f *File) Sources() []cdr.FieldSource {
	from := map[cdr.Field]string{}
	columns := f.source.columns()
	for _, p := range f.plan.picks {
		c := &columns[p.column]
		from[p.field] = fmt.Sprintf("column %d %q, %s", p.column+1, c.name, c.typeName)
	}
	for _, d := range derivations {
		if !f.plan.derived.Has(d.field) || !f.plan.fields.Has(d.field) {
			continue
		}
		sign := "+"
		if d.from[0] == cdr.EndTime {
			sign = "-"
		}
		text := fmt.Sprintf("%s %s %s", d.from[0], sign, d.from[1])
		if d.field == cdr.DurationMs || d.field == cdr.ProgressMs {
			text = fmt.Sprintf("%s - %s", d.from[1], d.from[0])
		}
		from[d.field] = text
	}
	var list []cdr.FieldSource
	for field := range cdr.Field(cdr.NumFields) {
		if text, ok := from[field]; ok {
			list = append(list, cdr.FieldSource{Field: field, From: text})
		}
	}
	return list
}

// Unread are the names of the columns that no field is read from.
func (f *File) Unread() []string {
	used := map[int]bool{}
	for _, p := range f.plan.picks {
		used[p.column] = true
	}
	var list []string
	for i, c := range f.source.columns() {
		if !used[i] {
			list = append(list, c.name)
		}
	}
	return list
}

// Columns are the names of all columns.
func (f *File) Columns() []string {
	var list []string
	for _, c := range f.source.columns() {
		list = append(list, c.name)
	}
	return list
}

// Remarks say which columns are left out though they have the names of fields,
// and in which zone times without one are read.
func (f *File) Remarks() []string {
	var list []string
	columns := f.source.columns()
	for _, p := range f.plan.leftOut {
		list = append(list, fmt.Sprintf("column %s left out: it is %s, which is no %s", p.name, columns[p.column].typeName, p.field))
	}
	if f.TimesWithoutZone() {
		list = append(list, "times of a type without a zone are read in UTC (--tz)")
	}
	return list
}
