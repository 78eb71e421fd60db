package columnar

import (
	"errors"
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// ErrColumns is of a file whose columns are not those of CDRs by their names and
// types; spelled as text (Records) they may be.
var ErrColumns = errors.New("other columns")

// plan is which columns are read for which fields.
type plan struct {
	picks []pick
	// fields are those of the batches.
	fields cdr.FieldSet
	// need are the fields that a row is rejected without; sources of a
	// derived field included.
	need cdr.FieldSet
	// soft are the fields that are only glanced at or compared: no row is
	// rejected for one.
	soft cdr.FieldSet
	// lenient are the fields of which a value that breaks a rule is null and
	// flagged.
	lenient cdr.FieldSet
	// derived are the fields computed from others, filled those that are so in
	// rows that lack them.
	derived, filled cdr.FieldSet
	// spare are the fields that only what is computed asks for: no row is
	// rejected for one.
	spare cdr.FieldSet
	// quiet are the fields that no row is flagged for: nobody asked for them.
	quiet cdr.FieldSet
	// precision is what time_precision is, in digits.
	precision int64
	// leftOut are the fields, all lenient, whose columns have no fitting type.
	leftOut []pick
}

// provenance are the fields that the reader fills itself where the file lacks
// them: it knows where a row is from.
var provenance = cdr.FieldsOf(cdr.SrcFile, cdr.SrcLine, cdr.Dialect, cdr.TimePrecision, cdr.RowFlags)

// resolve plans the reading of a file with these columns.
func resolve(name string, columns []sourceColumn, ask Ask) (*plan, error) {
	need, want, glance := ask.Need, ask.Want, ask.Glance
	asked := need | want | ask.Lenient | cdr.FieldsOf(cdr.RowFlags)
	p := &plan{need: need, lenient: ask.Lenient &^ (need | want), soft: (glance | ask.Compared) &^ (need | want), fields: cdr.FieldsOf(cdr.RowFlags)}
	p.quiet = ^(asked | glance)
	pl := &planner{plan: p, name: name, columns: columns}
	for f := range cdr.Field(cdr.NumFields) {
		if !asked.Has(f) {
			continue
		}
		ok, err := pl.choose(f)
		if err != nil {
			return nil, err
		}
		if ok || provenance.Has(f) {
			p.fields |= cdr.FieldsOf(f)
		}
	}
	if err := pl.derive(asked); err != nil {
		return nil, err
	}
	for f := range cdr.Field(cdr.NumFields) {
		if need.Has(f) && !p.fields.Has(f) {
			return nil, missing(name, f, columns)
		}
	}
	for f := range cdr.Field(cdr.NumFields) {
		worth := glance.Has(f) && worthAGlance(f, columns) || ask.Compared.Has(f) && pl.has(f)
		if worth && !pl.picked.Has(f) && !p.derived.Has(f) {
			if _, err := pl.choose(f); err != nil {
				return nil, err
			}
			p.fields |= cdr.FieldsOf(f)
		}
	}
	p.precision = precision(p.picks, columns)
	return p, nil
}

// worthAGlance tells whether the column of a field can be read and may hold
// values below 0.
func worthAGlance(f cdr.Field, columns []sourceColumn) bool {
	for _, c := range candidates(f, columns) {
		if fits(f, &columns[c.column]) {
			return !columns[c.column].nonNegative
		}
	}
	return false
}

// fits tells whether values of a column can be values of the field.
func fits(f cdr.Field, c *sourceColumn) bool { return c.readable && (fitsType(f, c) || c.nulls) }

func fitsType(f cdr.Field, c *sourceColumn) bool {
	switch {
	case c.boolean:
		return f == cdr.LastAttempt
	case c.spanPerSec != 0:
		return isDuration(f)
	}
	switch f.Kind() {
	case cdr.Time:
		return true
	case cdr.Int, cdr.Float:
		return c.form != cdr.Ints || c.ticksPerSec == 0
	}
	return c.form == cdr.Texts
}

func isDuration(f cdr.Field) bool {
	return f == cdr.DurationMs || f == cdr.BillsecMs || f == cdr.ProgressMs
}

func wrongType(name string, f cdr.Field, c *sourceColumn) error {
	wanted := "text"
	switch f.Kind() {
	case cdr.Time:
		wanted = "a timestamp, a number or RFC 3339 text"
	case cdr.Int:
		wanted = "a whole number"
		if isDuration(f) {
			wanted = "a number or a length of time"
		}
	case cdr.Float:
		wanted = "a number"
	}
	err := &cdr.DataError{
		Place:   name,
		Problem: fmt.Sprintf("column %s: found %s, wanted %s (for %s)", c.name, c.typeName, wanted, f),
		Hint:    "write the column with that type, or leave it out",
	}
	if c.readable {
		err.Err = ErrColumns
	}
	return err
}

func missing(name string, f cdr.Field, columns []sourceColumn) error {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	hint := fmt.Sprintf("name one of the columns %s", f)
	if n := cdr.Nearest(f.String(), names); n != "" {
		hint = fmt.Sprintf("is it %s? then rename that column to %s", n, f)
	}
	wanted := f.String()
	for _, d := range derivations {
		if d.field == f {
			wanted += fmt.Sprintf(" (or %s and %s)", d.from[0], d.from[1])
		}
	}
	return &cdr.DataError{
		Place:   name,
		Problem: fmt.Sprintf("found the columns %s, wanted %s", strings.Join(names, ", "), wanted),
		Hint:    hint,
		Err:     ErrColumns,
	}
}

// precision is how many digits of a second the column of the end, or else of
// the start, holds by its type; 0 if its unit is not in its type.
func precision(picks []pick, columns []sourceColumn) int64 {
	for _, f := range []cdr.Field{cdr.EndTime, cdr.StartTime} {
		for _, p := range picks {
			if p.field != f {
				continue
			}
			switch columns[p.column].ticksPerSec {
			case 0, 1:
				return 0
			case 1e3:
				return 3
			}
			return 6
		}
	}
	return 0
}
