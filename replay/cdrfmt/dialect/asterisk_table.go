package dialect

import (
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// tableMarks are columns that only Asterisk's cdr table has; two of them beside
// the disposition tell it.
var tableMarks = strings.Fields("calldate clid dcontext channel dstchannel lastapp lastdata amaflags peeraccount linkedid")

// freepbxMarks are the columns that FreePBX adds to the table.
var freepbxMarks = strings.Fields("did cnum cnam outbound_cnum outbound_cnam dst_cnam recordingfile")

// columnName is what Asterisk calls a column, however a header writes it:
// "Dst Channel" and "dst_channel" are dstchannel.
func columnName(heading string) string {
	name := english(normalName(heading))
	if joined := strings.ReplaceAll(name, "_", ""); slices.Contains(tableMarks, joined) {
		return joined
	}
	switch name {
	case "last_application":
		return "lastapp"
	case "destination_channel":
		return "dstchannel"
	case "destination_context":
		return "dcontext"
	}
	return name
}

// asteriskTableLayout lays out rows by the names of Asterisk's columns: a
// database's cdr table, FreePBX's export of it, or a header that somebody put
// before the rows of cdr_csv or cdr_custom. It is nil if it is none of these,
// or not what a person says.
func asteriskTableLayout(s sample, forced string) *Layout {
	rows := s.rows()
	names := make([]string, rows[0].Len())
	for i, h := range s.firstNames() {
		names[i] = columnName(h)
	}
	if !slices.Contains(names, "disposition") || forced == auto && countIn(names, tableMarks) < 2 {
		return nil
	}
	name := tableName(names)
	switch {
	case forced == asteriskFreePBX || forced == asteriskTable:
		name = forced
	case forced == asteriskCustom && name != forced:
		return nil
	}
	l := headed(name, s)
	fits := func(r *lex.Record) bool { return r.Len() == l.width }
	if rows = rows[1:]; len(rows) > 0 && !slices.ContainsFunc(rows, fits) && bestForm(rows, auto) != nil {
		return nil // the header is not that of the rows
	}
	l.addTable()
	l.unwrapCells(rows)
	l.joinDays(rows)
	return l
}

// tableName is the dialect of a table with these columns.
func tableName(names []string) string {
	begins := func(columns []string) bool {
		return len(names) >= len(columns) && slices.Equal(names[:len(columns)], columns)
	}
	switch {
	case countIn(names, freepbxMarks) > 0:
		return asteriskFreePBX
	case begins(csvForms[0].columns):
		return asterisk
	case begins(customForms[len(customForms)-1].columns):
		return asteriskCustom
	}
	return asteriskTable
}

// addTable adds the columns whose names are known in any header, a true cause
// that a site may have added among them, and behind these Asterisk's own.
func (l *Layout) addTable() {
	l.addKnown()
	for i, h := range l.headings {
		name := columnName(h)
		l.noteApart(name, i)
		if _, known := fieldOfHeader(h); !known {
			l.addAsterisk(name, i, h)
		}
	}
	l.completeAsterisk()
}

// countIn is how many of the names are in a list.
func countIn(names, list []string) (n int) {
	for _, name := range names {
		if slices.Contains(list, name) {
			n++
		}
	}
	return n
}
