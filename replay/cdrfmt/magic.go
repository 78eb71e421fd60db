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
var others = []struct {
	at                int // where the magic stands
	magic, what, hint string
}{
	{0, "PK\x03\x04", "a ZIP archive or spreadsheet", "unpack it, or save the sheet as CSV"},
	{0, "7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"},
	{257, "ustar\x00", "a tar archive", "unpack it and give the folder"},
	{257, "ustar  \x00", "a tar archive", "unpack it and give the folder"},
	{0, "\xfd7zXZ\x00", "an xz file", "decompress it, or pipe it: xz -dc FILE | cdrlab ... -"},
	{0, "\x04\x22\x4d\x18", "an lz4 file", "decompress it, or pipe it: lz4 -dc FILE | cdrlab ... -"},
	{0, "\x1f\x9d", "a file of compress", "decompress it, or pipe it: zcat FILE | cdrlab ... -"},
	{0, "SQLite format 3\x00", "an SQLite database", "dump its table: sqlite3 FILE '.dump TABLE' > cdr.sql, or export it as CSV with a header"},
	{0, "PGDMP", "an archive of pg_dump", "make it plain: pg_restore -f cdr.sql FILE"},
	{0, "\xff\xfe\x00\x00", "UTF-32 text", "save it as UTF-8"},
}

// knownOther names the format of a file that is surely not delimited text.
func knownOther(name string, head []byte) error {
	for _, o := range others {
		if bytes.HasPrefix(head[min(o.at, len(head)):], []byte(o.magic)) {
			return &cdr.DataError{Place: name, Problem: o.what + ", wanted CDRs as CSV, Parquet or Arrow", Hint: o.hint, Err: dialect.ErrUnknown}
		}
	}
	return nil
}
