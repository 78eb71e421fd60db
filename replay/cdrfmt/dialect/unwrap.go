package dialect

import (
	"bytes"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// unwrapCells makes the columns of a header be read without what some writers
// put around a value beside CSV's own quotes: ="0012", which keeps a
// spreadsheet from making a number of it, SQL's single quotes, the spelling out
// of seconds in reports of Elastix and Issabel, "71s (1m 11s)" or "1m 11s", and
// the name of the owner of a number.
func (l *Layout) unwrapCells(rows []*lex.Record) {
	rows = rows[:min(len(rows), maxGuessed)]
	for f := range l.columns {
		for i := range l.columns[f] {
			c := &l.columns[f][i]
			switch {
			case c.clean != nil || c.clockAt > 0:
			case mostCells(rows, c.index, isFormula):
				c.clean = cleanFormula
			case mostCells(rows, c.index, isSingleQuoted):
				c.clean = cleanSingleQuoted
			case isDuration(cdr.Field(f)) && c.unit == unitSec && (mostCells(rows, c.index, isSpeltSeconds) || anyCell(rows, c.index, isSpacedSpan)):
				c.clean = cleanSpeltSeconds
			case isNumberField(cdr.Field(f)) && anyCell(rows, c.index, hasNameBefore):
				c.clean = cleanNamedNumber
			}
		}
	}
}

// unwrapCauses reads a cause without the number that is written behind its
// name, as in "CALL_REJECTED [21]", and one that is spelled for people by what
// it says.
func (l *Layout) unwrapCauses(rows []*lex.Record) {
	if !l.named() {
		return
	}
	rows = rows[:min(len(rows), maxGuessed)]
	for i := range l.columns[cdr.HangupCause] {
		switch c := &l.columns[cdr.HangupCause][i]; {
		case c.clean != nil || c.causes != 0:
		case mostCells(rows, c.index, isNumbered):
			c.clean = cleanNumbered
		case inWords(rows, c.index):
			l.readWords(c, rows)
		}
	}
}

// isNumbered tells the name of a cause with a number in brackets behind it.
func isNumbered(b []byte) bool { return len(cleanNumbered(b)) < len(b) }

func cleanNumbered(bare []byte) []byte {
	b := unquote(bare)
	if i := bytes.IndexAny(b, "[("); i > 0 {
		if name := bytes.TrimRight(b[:i], " "); isCauseName(string(name)) {
			return name
		}
	}
	return b
}

// isNumberField tells the fields that hold the number of a phone.
func isNumberField(f cdr.Field) bool {
	return f == cdr.CallerIDNumber || f == cdr.CalleeIDNumber || f == cdr.DestinationNumber
}

// anyCell tells whether some cell of a column is something.
func anyCell(rows []*lex.Record, i int, is func([]byte) bool) bool {
	return slices.ContainsFunc(rows, func(r *lex.Record) bool { return i < r.Len() && is(trim(r.Field(i))) })
}

// hasNameBefore tells the number of a phone with the name of its owner:
// `"Ann" <1001>`, "Ann<1001>" and "Ann (1001)".
func hasNameBefore(b []byte) bool { return len(cleanNamedNumber(b)) < len(b) }

// cleanNamedNumber takes the number from it.
func cleanNamedNumber(bare []byte) []byte {
	b := unquote(bare)
	n := len(b) - 1
	if n < 2 || b[n] != '>' && b[n] != ')' {
		return b
	}
	i := bytes.LastIndexAny(b, "<(")
	if i < 0 || b[i] == '<' != (b[n] == '>') || i+1 == n || !isNumberOfPhone(b[i+1:n]) {
		return b
	}
	if owner := bytes.TrimRight(b[:i], " "); i > 0 && isNumberOfPhone(owner) && b[n] == ')' { // 3CX: the line it came by
		return owner
	}
	return b[i+1 : n]
}

func isFormula(b []byte) bool {
	return len(b) >= 3 && b[0] == '=' && b[1] == '"' && b[len(b)-1] == '"'
}

func isSingleQuoted(b []byte) bool {
	return len(b) >= 2 && b[0] == '\'' && b[len(b)-1] == '\''
}

// cleanFormula takes the value from ="value" and from "=""value""".
func cleanFormula(bare []byte) []byte { return bytes.Trim(bare, ` ="`) }

func cleanSingleQuoted(bare []byte) []byte { return bytes.Trim(unquote(bare), ` '`) }

// isSpeltSeconds tells a number of seconds with its unit, and perhaps the same
// in minutes behind it.
func isSpeltSeconds(b []byte) bool {
	number := cleanSpeltSeconds(b)
	return len(number) < len(b) && isDigits(number)
}

func cleanSpeltSeconds(bare []byte) []byte {
	b := unquote(bare)
	if i := bytes.IndexByte(b, '('); i > 0 {
		b = bytes.TrimRight(b[:i], " ")
	}
	if n := len(b); n > 1 && b[n-1] == 's' && isDigits(b[:n-1]) {
		return b[:n-1]
	}
	if isSpacedSpan(b) {
		return bytes.ReplaceAll(b, []byte(" "), nil)
	}
	return b
}

// isSpacedSpan tells a time span with spaces between its units, "1m 11s".
func isSpacedSpan(b []byte) bool {
	if bytes.IndexByte(b, ' ') < 0 {
		return false
	}
	_, ok := parseUnitSpan(bytes.ReplaceAll(b, []byte(" "), nil))
	return ok
}
