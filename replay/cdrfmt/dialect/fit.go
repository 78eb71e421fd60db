package dialect

import (
	"bytes"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// shape is how the fields of a record are laid over the columns.
type shape uint8

const (
	// shapeExact: as many fields as columns.
	shapeExact shape = iota
	// shapeShort: cells may be missing at the end.
	shapeShort
	// shapeBare: KAZOO's join without quotes, see fitBare.
	shapeBare
	// shapeJoin: too many fields belong to one column, see fitJoin.
	shapeJoin
	// shapeTyped: where a column stands depends on the type of the record, see
	// fitTyped.
	shapeTyped
	// shapeEscaped: backslashes stand before separators, see fitEscaped.
	shapeEscaped
	// shapeForms: as one of several forms, see fitForm.
	shapeForms
)

// fit lays the fields of a record over the columns.
func (d *Decoder) fit(r *lex.Record) bool {
	d.fitted = false
	if n := r.Len(); n == d.layout.width && d.layout.shape != shapeBare && d.layout.shape != shapeTyped && !d.layout.escapes(r.Raw) {
		return true
	}
	repaired, ok := false, false
	switch d.layout.shape {
	case shapeShort:
		return r.Len() < d.layout.width
	case shapeBare:
		repaired, ok = d.fitBare(r)
	case shapeJoin:
		if repaired, ok = d.fitOther(r); !ok {
			repaired, ok = d.fitJoin(r)
		}
	case shapeTyped:
		ok = d.fitTyped(r)
	case shapeEscaped:
		ok = d.fitEscaped(r)
	case shapeForms:
		repaired, ok = d.fitForm(r)
	}
	if repaired {
		d.flags |= cdr.FlagRepaired
	}
	d.fitted = ok
	return ok
}

// cell is the text of a column in the record at hand; nil if the record ends
// before it.
func (d *Decoder) cell(r *lex.Record, c *column) []byte {
	if len(c.also) > 0 {
		return d.parts(r, c)
	}
	i := c.index
	if d.fitted && d.layout.shape == shapeTyped {
		return d.typedCell(r, c)
	}
	if d.fitted {
		if d.taken[i] != 1 {
			b := d.laid(r, i)
			if d.layout.shape == shapeEscaped {
				return unescape(b)
			}
			if c.clean != nil {
				return c.clean(b)
			}
			return unquote(b)
		}
		if i = d.first[i]; d.layout.shape == shapeEscaped {
			return unescape(r.Field(i))
		}
	}
	switch {
	case i >= r.Len():
		return nil
	case c.clockAt > 0:
		return d.dayAndTime(r, c)
	case c.clean != nil:
		return c.clean(r.Bare(i))
	}
	return r.Field(i)
}

// misfit is why a row that does not fit is rejected.
func (l *Layout) misfit(r *lex.Record) string {
	n, fields := r.Len(), "fields"
	if l.shape == shapeEscaped {
		n = unescapedLen(r)
	}
	if n == 1 {
		fields = "field"
	}
	if l.shape == shapeTyped {
		return fmt.Sprintf("%d %s, %s has more", n, fields, l.name)
	}
	reason := fmt.Sprintf("%d %s, %s has %d", n, fields, l.widthOf(), l.width)
	if lines := bytes.Count(r.Raw, []byte{'\n'}); lines > 0 {
		reason += fmt.Sprintf("; it runs over %d lines, is a quote left open?", lines+1)
	} else if returns := bytes.Count(r.Raw, []byte{'\r'}); returns > 0 {
		reason += fmt.Sprintf("; it holds %d carriage returns, are these line ends?", returns)
	}
	return reason
}

// widthOf is what a row's number of fields is compared with.
func (l *Layout) widthOf() string {
	switch {
	case l.byRows:
		return "a row here"
	case l.headings != nil:
		return "header"
	case l.name == header:
		return "first row"
	}
	return l.name
}

// join says that a column takes more fields than its one.
type join struct{ column, more int }

// fitJoin gives the fields a record has too many to the one column whose text
// its writer does not escape. A quote at the end of that text takes in the
// columns behind it instead: they are lost, and the rest stands where it should.
func (d *Decoder) fitJoin(r *lex.Record) (repaired, ok bool) {
	column := d.layout.join.before[0]
	more := r.Len() - d.layout.width
	switch {
	case more > maxJoined || more < -maxJoined:
		return false, false
	case more >= 0:
		d.lay(r, join{column, more})
		return more > 0, true
	case column >= r.Len() || bytes.Count(r.Bare(column), []byte{d.layout.sep}) != -more || column-more >= d.layout.width:
		return false, false
	}
	lost := make([]join, -more)
	for i := range lost {
		lost[i] = join{column + 1 + i, -1}
	}
	d.lay(r, lost...)
	return true, true
}

// fitOther lays a record of another width that rows of the file have, where
// more or fewer fields stand behind those that are looked into.
func (d *Decoder) fitOther(r *lex.Record) (repaired, ok bool) {
	j := &d.layout.join
	for more := 0; j.fits != nil && more <= min(maxJoined, r.Len()-1); more++ {
		if j.widths[r.Len()-more] && j.fits(r, more) {
			d.lay(r, join{j.before[0], more})
			return more > 0, true
		}
	}
	return false, false
}

// lay puts the fields of a record over the columns from left to right, one
// each and more where a join says so. Columns behind the last field are empty.
func (d *Decoder) lay(r *lex.Record, joins ...join) {
	d.first = d.first[:0]
	d.taken = d.taken[:0]
	for range d.layout.width {
		d.taken = append(d.taken, 1)
	}
	for _, j := range joins {
		if j.column >= 0 {
			d.taken[j.column] += j.more
		}
	}
	next := 0
	for c, n := range d.taken {
		n = min(n, r.Len()-next)
		d.first, d.taken[c] = append(d.first, next), n
		next += n
	}
}

// laid is the text of a column after lay, joined again if need be.
func (d *Decoder) laid(r *lex.Record, c int) []byte {
	switch first, n := d.first[c], d.taken[c]; n {
	case 0:
		return nil
	case 1:
		return r.Field(first)
	default:
		from := len(d.joined)
		for i := first; i < first+n; i++ {
			if i > first {
				d.joined = append(d.joined, d.layout.sep)
			}
			d.joined = append(d.joined, r.Bare(i)...)
		}
		return d.joined[from:]
	}
}
