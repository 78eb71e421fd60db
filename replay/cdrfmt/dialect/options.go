package dialect

import (
	"slices"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Options say how delimited text is understood. The zero Options recognise the
// dialect and read no field.
type Options struct {
	// Dialect forces a dialect ("kazoo", "freeswitch:snom", "header", ...);
	// "" and "auto" recognise it by content.
	Dialect string
	// Columns map canonical fields to columns, over what the dialect says.
	Columns []ColumnMap
	// AccountFrom is where the account comes from if it is not a column:
	// "" (by dialect), "file", "dir" or "=ID".
	AccountFrom string
	// Zone is the zone of times without an offset; nil is UTC.
	Zone *time.Location
	// Need are the fields a row is rejected without. Want are read if the
	// source has them; a row whose text for one does not parse is rejected.
	Need, Want cdr.FieldSet
	// Glance are read if the source has them, and null where their text does
	// not parse: what is worth a remark but no reason to reject a row.
	// Of a duration only the sign is looked at, for FlagNegativeClamped.
	Glance cdr.FieldSet
	// Lenient are read like those of Want, but a text that does not parse is
	// null, and the row has cdr.FlagUnreadable instead of being rejected.
	Lenient cdr.FieldSet
	// Compared are read if the source has them, and null where their text does
	// not parse: what rows are compared by, of which nothing else is to be seen.
	Compared cdr.FieldSet
	// Repaired: every row counts as repaired, since the text had to be mended
	// before its records could be told apart.
	Repaired bool
}

// maps tells whether a person named a column for a field.
func (o *Options) maps(f cdr.Field) bool {
	return slices.ContainsFunc(o.Columns, func(m ColumnMap) bool { return m.Field == f })
}

// ColumnMap is one --column: FIELD=NAME_OR_INDEX[:UNIT].
type ColumnMap struct {
	Field cdr.Field
	// Name is the header's name, or "" if Index is set.
	Name string
	// Index counts from 1.
	Index int
	// Unit is what the column's numbers count. A time: "" (by magnitude),
	// "s" or "epoch", "ms", "us" since 1970, "gregorian" (seconds since year
	// 0), or a layout of the letters Y y m b d H I M S f p z such as
	// "d/m/Y H:M:S". A time span in milliseconds: "s", "ms", "us" or "ns",
	// which has to be given. Any other field has none.
	Unit string
}
