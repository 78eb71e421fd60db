package dialect

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// A file of the canonical schema says of each row where it is from, and of a
// cause what it was before: that stays. One whose header is that of convert is
// read to the letter: texts as they stand, null where a cell is empty and has
// no quotes, and nothing guessed or derived, for all that follows is there.

// told are the fields that a canonical file tells, and that other files have
// not: what their columns of these names hold is something else.
var told = provenance | cdr.FieldsOf(cdr.TimePrecision, cdr.CauseSource, cdr.HangupCauseRaw)

// isCanonical tells a file of the canonical schema by two columns of it that
// say of a cause what it was before.
func (l *Layout) isCanonical() bool {
	return slices.Contains(l.headings, cdr.HangupCauseRaw.String()) && slices.Contains(l.headings, cdr.CauseSource.String())
}

// addCanonical adds what only a canonical file tells. asIs: its cells stand there
// as they were written, or as a table had them.
func (l *Layout) addCanonical(asIs bool) {
	l.canonical, l.exact = true, asIs && len(l.headings) == cdr.NumFields && l.shape == shapeExact && !l.byRows
	for i, name := range l.headings {
		f, ok := cdr.FieldByName(name)
		if ok && told.Has(f) {
			l.add(f, column{index: i, name: name})
		}
		l.exact = l.exact && ok && int(f) == i
	}
	if named := l.columns[cdr.HangupCause]; len(named) > 0 {
		named[0].causes = spelledNames
	}
}

// Exact tells a file that is read to the letter, line ends within quotes too.
func (l *Layout) Exact() bool { return l.exact }

// tells tells whether a column of the file holds the field, of those in told.
func (l *Layout) tells(f cdr.Field) bool { return l.canonical && len(l.columns[f]) > 0 }

// readExact reads a Text, Code or Float field of a file that is read to the
// letter.
func (d *Decoder) readExact(c *cell, v *value, r *lex.Record) string {
	i := c.columns[0].index
	if c.field == cdr.HangupCause {
		d.cause, d.causeText = cause{number: -1}, nil
	}
	if v.null = len(r.Bare(i)) == 0; v.null {
		return ""
	}
	b := r.Field(i)
	switch c.field.Kind() {
	case cdr.Float:
		x, err := strconv.ParseFloat(string(b), 32)
		if v.float = float32(x); err != nil {
			return fmt.Sprintf("%q is not a number", shorten(b))
		}
		return ""
	case cdr.Text:
		reason := d.readText(v, b)
		v.null = false
		return reason
	}
	if len(b) > 0 {
		if reason := d.readCode(c, 0, v, b); reason != "" || !v.null {
			return reason
		}
	}
	v.null = false // an empty text is a text
	if dict := d.dicts[c.field]; dict != nil {
		v.code = dict.CodeOf("")
	}
	return ""
}

// understandExact is understand for a file that is read to the letter.
func (d *Decoder) understandExact(f cdr.Field, b []byte) codeCell {
	text, repaired := appendUTF8(nil, b)
	word := string(text)
	k := codeCell{cause: cause{number: -1}}
	if repaired {
		k.flags = cdr.FlagRepaired
	}
	if number, ok := cdr.CauseCode(word); ok && f == cdr.HangupCause {
		k.cause.number = number
	}
	k.cause.source = causeField
	if dict := d.dicts[f]; dict != nil {
		k.code = dict.CodeOf(word)
	}
	return k
}

// exactText is the text of a plain cell, as written, of a file that is read to
// the letter.
func exactText(bare []byte) []byte {
	if n := len(bare); n >= 2 && bare[0] == '"' && bare[n-1] == '"' {
		return bare[1 : n-1]
	}
	return bare
}
