package cdrfmt

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// isTable tells Parquet and Arrow files by their first bytes. An encrypted
// Parquet file and an Arrow stream have marks of their own.
func isTable(head []byte) bool {
	for _, magic := range []string{"PAR1", "PARE", "ARROW1", "\xff\xff\xff\xff"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return false
}

// others are containers that hold CDRs now and then but are not read.
var others = []struct{ magic, what, hint string }{
	{"PK\x03\x04", "a ZIP archive or spreadsheet", "unpack it, or save the sheet as CSV"},
	{"\xfd7zXZ\x00", "an xz file", "decompress it, or pipe it: xz -dc FILE | cdrlab ... -"},
	{"SQLite format 3\x00", "an SQLite database", "dump its table: sqlite3 FILE '.dump TABLE' > cdr.sql, or export it as CSV with a header"},
	{"PGDMP", "an archive of pg_dump", "make it plain: pg_restore -f cdr.sql FILE"},
	{"\xff\xfe\x00\x00", "UTF-32 text", "save it as UTF-8"},
}

// knownOther names the format of a file that is surely not delimited text.
func knownOther(name string, head []byte) error {
	for _, o := range others {
		if bytes.HasPrefix(head, []byte(o.magic)) {
			return &cdr.DataError{Place: name, Problem: o.what + ", wanted CDRs as CSV, Parquet or Arrow", Hint: o.hint, Err: dialect.ErrUnknown}
		}
	}
	return nil
}
