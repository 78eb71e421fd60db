package dialect

import (
	"bytes"
	"fmt"
	"math"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// cell is one field to be read, with what its reading remembers.
type cell struct {
	field   cdr.Field
	columns []column
	clocks  []*clock    // of a Time field, by column
	known   []codeCells // of a Code field, by column, then by the text
	soft    bool        // null where the text does not parse
	lenient bool        // and that is flagged
	quiet   bool        // no row is flagged for it
	sign    bool        // a duration of which only the sign is looked at
	exact   bool        // read to the letter: text, a code or a measured value
	// needsEarly: a time before 1970 is no reason for null but to reject the row.
	needsEarly bool
}

func newCell(f cdr.Field, l *Layout) cell {
	c := cell{field: f, columns: l.columns[f], soft: l.softly(f), sign: l.signs.Has(f) && !l.derivesFrom(f, l.fields)}
	c.lenient, c.quiet = c.soft && l.lenient.Has(f), c.soft && l.quiet.Has(f)
	c.exact = l.exact && (f.Kind() == cdr.Text || f.Kind() == cdr.Code || f.Kind() == cdr.Float)
	c.needsEarly = l.need.Has(f) || f == cdr.StartTime && len(l.columns[cdr.EndTime]) == 0
	switch f.Kind() {
	case cdr.Time:
		for i := range c.columns {
			c.clocks = append(c.clocks, newClock(&c.columns[i], l.zone))
		}
	case cdr.Code:
		c.known = make([]codeCells, len(c.columns))
	}
	return c
}

// read takes the value of a cell from the first of its columns that has one.
// It gives why the row is rejected, or "".
func (d *Decoder) read(c *cell, r *lex.Record) (reason, column string) {
	v := &d.values[c.field]
	for i := range c.columns {
		col := &c.columns[i]
		b := trim(d.cell(r, col))
		*v = value{}
		switch kind := c.field.Kind(); {
		case c.exact:
			reason = d.readExact(c, v, r)
		case kind == cdr.Code:
			reason = d.readCode(c, i, v, b)
		case kind == cdr.Text:
			reason = d.readText(v, b)
		case kind == cdr.Time:
			reason = d.readTime(c, c.clocks[i], v, b)
		case isDuration(c.field):
			reason = d.readDuration(c.field, col.unit, v, b)
			for _, at := range col.plus {
				d.addSeconds(r, at-1, v, col.sum)
			}
			if reason == "" && v.number > maxDurationMs {
				reason = tooLong
			}
		case kind == cdr.Float:
			reason = readFloat(v, b)
		default:
			reason = readInt(v, b)
			if c.field == cdr.RowFlags && reason == "" && uint64(v.number) > math.MaxUint32 {
				reason = fmt.Sprintf("%q is outside 0..%d", shorten(b), uint32(math.MaxUint32))
			}
		}
		if reason != "" && c.soft {
			*v = value{null: true}
			if c.lenient {
				d.flags |= cdr.FlagUnreadable
			}
			continue
		}
		if reason != "" {
			if bytes.IndexByte(b, 0) >= 0 {
				reason = nulReason
			}
			return reason, col.name
		}
		if !v.null {
			return "", ""
		}
	}
	return "", ""
}

const nulReason = "holds a NUL byte"

// trim cuts the white space around a cell.
func trim(b []byte) []byte {
	if n := len(b); n == 0 || b[0] > ' ' && b[n-1] > ' ' {
		return b
	}
	return bytes.TrimSpace(b)
}

// readTime reads a time. One before 1970 is what some writers put where there is
// none. Ends are judged by derive, wherever they come from.
func (d *Decoder) readTime(c *cell, k *clock, v *value, b []byte) string {
	t, got := k.read(b)
	switch got {
	case readOtherZone:
		return fmt.Sprintf("%q names a zone that %s does not have then (--tz)", shorten(b), k.zone.zone)
	case readGarbage:
		if isSpreadsheetDay(b) {
			return fmt.Sprintf("%q is a spreadsheet's number of days, not a time: export the column as date and time", shorten(b))
		}
		return fmt.Sprintf("%q is not a time", shorten(b))
	case readNull:
		v.null = true
		return ""
	}
	if early := t.unixMicros < minEndMicros; c.field != cdr.EndTime && (early || t.unixMicros >= maxEndMicros) {
		if v.null = early && !c.needsEarly; v.null {
			return ""
		}
		return fmt.Sprintf("%q is ", shorten(b)) + outsideYears
	}
	if t.guessed {
		d.flags |= cdr.FlagClockGuessed
	}
	v.number = t.unixMicros
	v.digits = t.digits
	return ""
}

// readDuration reads a time span in milliseconds. A switch whose clock was set
// back writes negative ones: they are read as 0.
func (d *Decoder) readDuration(f cdr.Field, u unit, v *value, b []byte) string {
	if isNull(b) {
		v.null = true
		return ""
	}
	n, ok := parseDecimal(b)
	micros, fits := n.inMicros(u)
	if !ok {
		if micros, ok = parseClockSpan(b); !ok {
			micros, ok = parseUnitSpan(b)
		}
		fits = ok
	}
	if !ok {
		return fmt.Sprintf("%q is not a number", shorten(b))
	}
	if !fits || micros > maxDurationMs*1000 {
		return fmt.Sprintf("%q is ", shorten(b)) + tooLong
	}
	if micros < 0 {
		micros = 0
		d.flags |= cdr.FlagNegativeClamped
	}
	v.number = micros / 1000
	v.float = float32(micros) / 1000
	return ""
}

// addSeconds adds the positive seconds of another column to a duration, or, where
// that is a sum, makes one of them.
func (d *Decoder) addSeconds(r *lex.Record, index int, v *value, sum bool) {
	b := trim(d.cell(r, &column{index: index}))
	n, ok := parseDecimal(b)
	micros, fits := n.inMicros(unitSec)
	if !ok {
		micros, fits = parseClockSpan(b)
	}
	if fits && micros > 0 && (sum || !v.null) {
		v.null = false
		v.number += micros / 1000
	}
}

// readInt reads a whole number, a truth value as 0 or 1 (PostgreSQL writes t
// and f), and "sip:486".
func readInt(v *value, b []byte) string {
	b = bytes.TrimPrefix(b, []byte("sip:"))
	if isNull(b) {
		v.null = true
		return ""
	}
	switch {
	case bytes.EqualFold(b, []byte("true")), bytes.EqualFold(b, []byte("t")), bytes.EqualFold(b, []byte("yes")):
		v.number = 1
		return ""
	case bytes.EqualFold(b, []byte("false")), bytes.EqualFold(b, []byte("f")), bytes.EqualFold(b, []byte("no")):
		return ""
	}
	n, ok := parseDecimal(b)
	if !ok || n.digits > 0 {
		return fmt.Sprintf("%q is not a whole number", shorten(b))
	}
	v.number = n.whole
	if n.negative {
		v.number = -n.whole
	}
	return ""
}

func readFloat(v *value, b []byte) string {
	if isNull(b) {
		v.null = true
		return ""
	}
	x, err := strconv.ParseFloat(string(b), 32)
	if err != nil || x != x || x-x != 0 {
		return fmt.Sprintf("%q is not a number", shorten(b))
	}
	v.float = float32(x)
	return ""
}

// readText keeps the text as it is, in UTF-8.
func (d *Decoder) readText(v *value, b []byte) string {
	*v = value{null: isNull(b)}
	if bytes.IndexByte(b, 0) >= 0 {
		return nulReason
	}
	v.start = len(d.text)
	repaired := false
	d.text, repaired = appendUTF8(d.text, b)
	if repaired {
		d.flags |= cdr.FlagRepaired
	}
	v.end = len(d.text)
	return ""
}
