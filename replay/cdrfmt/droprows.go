package cdrfmt

import "github.com/cdrlab/cdrlab/replay/cdr"

// dropRows takes rows out of a batch, in place, and tells how many.
func dropRows(b *cdr.Batch, drop func(row int) bool) int {
	keep := make([]int, 0, b.Rows)
	for i := range b.Rows {
		if !drop(i) {
			keep = append(keep, i)
		}
	}
	dropped := b.Rows - len(keep)
	if dropped == 0 {
		return 0
	}
	for f := range cdr.Field(cdr.NumFields) {
		if c := b.Column(f); c != nil {
			keepRows(c, f.Kind(), keep)
		}
	}
	b.Rows = len(keep)
	return dropped
}

// keepRows moves the rows to keep, which ascend, to the front of a column.
func keepRows(c *cdr.Column, k cdr.Kind, keep []int) {
	switch k {
	case cdr.Code:
		c.Codes = keepValues(c.Codes, keep)
	case cdr.Float:
		c.Floats = keepValues(c.Floats, keep)
	case cdr.Text:
		keepTexts(c, keep)
	default:
		c.Ints = keepValues(c.Ints, keep)
	}
	if c.Valid == nil {
		return
	}
	for to, from := range keep {
		bit := c.Valid[from>>3] >> (from & 7) & 1
		c.Valid[to>>3] = c.Valid[to>>3]&^(1<<(to&7)) | bit<<(to&7)
	}
	c.Valid = c.Valid[:(len(keep)+7)>>3]
}

func keepValues[T any](values []T, keep []int) []T {
	for to, from := range keep {
		values[to] = values[from]
	}
	return values[:len(keep)]
}

func keepTexts(c *cdr.Column, keep []int) {
	at := c.Offsets[0]
	for to, from := range keep {
		start, end := c.Offsets[from], c.Offsets[from+1]
		c.Offsets[to] = at
		at += int32(copy(c.Bytes[at:], c.Bytes[start:end]))
	}
	c.Offsets = append(c.Offsets[:len(keep)], at)
	c.Bytes = c.Bytes[:at]
}
