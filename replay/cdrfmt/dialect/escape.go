package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Some switches write a separator within a value behind a backslash, and a
// backslash as two. Such a value arrives as several fields, each but the last
// of which ends in an odd number of backslashes.

// goesOn tells whether the separator behind a field belongs to its value.
func goesOn(field []byte) bool {
	n := len(field) - len(bytes.TrimRight(field, `\\`))
	return n%2 == 1
}

// escapes tells whether a record has backslashes that mean something.
func (l *Layout) escapes(raw []byte) bool {
	return l.shape == shapeEscaped && bytes.IndexByte(raw, '\\') >= 0
}

// unescapedLen is the number of a record's values.
func unescapedLen(r *lex.Record) int {
	n := r.Len()
	if bytes.IndexByte(r.Raw, '\\') < 0 {
		return n
	}
	for i := range r.Len() - 1 {
		if goesOn(r.Bare(i)) {
			n--
		}
	}
	return n
}

// escapedField is value i, from 0, of a record as written, with its
// backslashes; nil if it ends before.
func escapedField(raw []byte, sep byte, i int) []byte {
	for start, at := 0, 0; ; at++ {
		switch {
		case at < len(raw) && raw[at] == '\\':
			at++
		case at < len(raw) && raw[at] != sep:
		case i == 0:
			return unquote(trim(raw[start:min(at, len(raw))]))
		case at >= len(raw):
			return nil
		default:
			i, start = i-1, at+1
		}
	}
}

// fitEscaped lays the values of a record over the columns.
func (d *Decoder) fitEscaped(r *lex.Record) (ok bool) {
	if unescapedLen(r) != d.layout.width {
		return false
	}
	d.first, d.taken = d.first[:0], d.taken[:0]
	for i := 0; i < r.Len(); {
		first := i
		for i++; i < r.Len() && goesOn(r.Bare(i-1)); i++ {
		}
		d.first, d.taken = append(d.first, first), append(d.taken, i-first)
	}
	return true
}

// unescape takes the backslashes off.
func unescape(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) {
			i++
		}
		out = append(out, b[i])
	}
	return out
}
