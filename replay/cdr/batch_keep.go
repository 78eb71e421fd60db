package cdr

// Keep takes all rows but those listed, which ascend, out of the batch, in
// place.
func (b *Batch) Keep(rows []int) {
	if len(rows) == b.Rows {
		return
	}
	for f, c := range b.columns {
		if c != nil {
			c.keep(Field(f).Kind(), rows)
		}
	}
	b.Rows = len(rows)
}

// keep moves the rows listed to the front of a column.
func (c *Column) keep(k Kind, rows []int) {
	switch k {
	case Code:
		c.Codes = keepValues(c.Codes, rows)
	case Float:
		c.Floats = keepValues(c.Floats, rows)
	case Text:
		c.keepTexts(rows)
	default:
		c.Ints = keepValues(c.Ints, rows)
	}
	if c.Valid == nil {
		return
	}
	for to, from := range rows {
		bit := c.Valid[from>>3] >> (from & 7) & 1
		c.Valid[to>>3] = c.Valid[to>>3]&^(1<<(to&7)) | bit<<(to&7)
	}
	c.Valid = c.Valid[:(len(rows)+7)>>3]
}

func keepValues[T any](values []T, rows []int) []T {
	for to, from := range rows {
		values[to] = values[from]
	}
	return values[:len(rows)]
}

func (c *Column) keepTexts(rows []int) {
	at := c.Offsets[0]
	for to, from := range rows {
		start, end := c.Offsets[from], c.Offsets[from+1]
		c.Offsets[to] = at
		at += int32(copy(c.Bytes[at:], c.Bytes[start:end]))
	}
	c.Offsets = append(c.Offsets[:len(rows)], at)
	c.Bytes = c.Bytes[:at]
}
