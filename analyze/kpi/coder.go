package kpi

import (
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// coder gives rows their value in one dimension, as an id of words.
type coder struct {
	Dimension
	info  *dimensionInfo
	zone  *time.Location
	words *lexicon
	byInt map[int64]uint32 // of a SIP status, or of a minute
}

func newCoder(d Dimension, zone *time.Location) *coder {
	if zone == nil {
		zone = time.UTC
	}
	info := d.info()
	return &coder{d, info, zone, newLexicon(info.absent), map[int64]uint32{}}
}

// codes appends the ids of these rows.
func (c *coder) codes(b *cdr.Batch, rows []int32, dst []uint32) []uint32 {
	column := b.Column(c.info.field)
	switch kind := c.info.field.Kind(); {
	case kind == cdr.Code || column == nil:
		return c.words.codes(column, rows, dst)
	case kind == cdr.Time:
		return c.ints(column, rows, dst, 60e6, c.localName)
	case kind == cdr.Int:
		return c.ints(column, rows, dst, 1, func(x int64) string { return strconv.FormatInt(x, 10) })
	}
	missing := c.words.id("")
	var digits [maxPrefixDigits]byte
	for _, i := range rows {
		id := missing
		if !column.IsNull(int(i)) {
			id = c.words.idOf(firstDigits(digits[:0], column.Text(int(i)), c.Digits))
		}
		dst = append(dst, id)
	}
	return dst
}

// ints appends the ids of numbers that are named in steps of unit.
func (c *coder) ints(column *cdr.Column, rows []int32, dst []uint32, unit int64, name func(int64) string) []uint32 {
	missing := c.words.id("")
	last, lastID, known := int64(0), uint32(0), false
	for _, i := range rows {
		if column.IsNull(int(i)) {
			dst = append(dst, missing)
			continue
		}
		x := floorDiv(column.Ints[i], unit)
		if x != last || !known {
			id, ok := c.byInt[x]
			if !ok {
				id = c.words.id(name(x))
				c.byInt[x] = id
			}
			last, lastID, known = x, id, true
		}
		dst = append(dst, lastID)
	}
	return dst
}

// localName is the name of a minute since 1970. Zones are whole minutes from
// UTC since 1972.
func (c *coder) localName(minute int64) string {
	return time.Unix(minute*60, 0).In(c.zone).Format(c.info.layout)
}

// firstDigits appends the first n digits of a number as dialled: what is no
// digit, such as +, is passed over.
func firstDigits(dst, number []byte, n int) []byte {
	for _, ch := range number {
		if len(dst) == n {
			break
		}
		if ch >= '0' && ch <= '9' {
			dst = append(dst, ch)
		}
	}
	return dst
}

// floorDiv is x/unit rounded down.
func floorDiv(x, unit int64) int64 {
	q := x / unit
	if x%unit < 0 {
		q--
	}
	return q
}
