package dialect

import (
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Options say how delimited text is understood.
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
}

// ColumnMap is one --column: FIELD=NAME_OR_INDEX[:UNIT].
type ColumnMap struct {
	Field cdr.Field
	// Name is the header's name, or "" if Index is set.
	Name string
	// Index counts from 1.
	Index int
	// Unit is "" (by the column's name and content), "s", "ms", "us",
	// "epoch", "gregorian" or a layout such as "d/m/Y H:M:S".
	Unit string
}
