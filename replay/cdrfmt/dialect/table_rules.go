package dialect

import (
	"bytes"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// The clients of databases draw a table of text: mysql rules it with lines of
// + and -, psql draws one under the header, and both count the rows below it.

// drawnTable makes a layout pass over the lines that are drawn, if the sample
// has any.
func (l *Layout) drawnTable(s sample) {
	if s.sep == '|' && slices.ContainsFunc(s.records, func(r *lex.Record) bool { return isRule(r.Raw) }) {
		l.skips = isDrawn
	}
}

// isDrawn tells what a client writes around the rows of a table.
func isDrawn(raw []byte) bool { return isRule(raw) || isRowCount(raw) }

// isRule tells "+-----+----+" and "-----+----".
func isRule(raw []byte) bool {
	raw = bytes.TrimSpace(raw)
	return len(raw) >= 3 && len(bytes.Trim(raw, "+-")) == 0 && bytes.IndexByte(raw, '-') >= 0
}

// isRowCount tells "(12 rows)" of psql and "12 rows in set (0.01 sec)" of mysql.
func isRowCount(raw []byte) bool {
	raw = bytes.TrimSpace(raw)
	inside, found := bytes.CutPrefix(raw, []byte("("))
	count, rest, _ := bytes.Cut(inside, []byte(" row"))
	if len(count) == 0 || !isDigits(count) {
		return false
	}
	rest = bytes.TrimPrefix(rest, []byte("s"))
	return found && string(rest) == ")" || !found && bytes.HasPrefix(rest, []byte(" in set"))
}
