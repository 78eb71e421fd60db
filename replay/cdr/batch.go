package cdr

// Batch is a run of legs in columns, laid out as Arrow lays them out: values
// side by side, one validity bit a row. Record wraps it as an arrow.Record.
//
// Only the fields that were asked for and that the source has are present.
// A reader reuses a batch after the sink has returned: a sink keeps nothing of
// it but codes (whose Dict stays valid) and copies.
type Batch struct {
	Rows int
	// Summed are further rows, which no column has.
	Summed  Summed
	columns [NumFields]*Column
}

// Summed are rows of which nobody asked for more than this. They were accepted,
// carry no flag, and have a value in each column of the batch.
type Summed struct {
	Rows int
	// FirstUs and LastUs bound the ends of these rows and of those in the batch,
	// in Unix microseconds; the bounds are the ends of some of them.
	FirstUs, LastUs int64
}

// Column holds the values of one field. Which slice is in use follows from
// the field's Kind.
type Column struct {
	// Ints holds Time (microseconds since 1970 UTC) and Int fields.
	Ints []int64
	// Codes holds Code fields: indexes into Dict.
	Codes []uint32
	Dict  *Dict
	// Offsets and Bytes hold Text fields: row i is Bytes[Offsets[i]:Offsets[i+1]].
	Offsets []int32
	Bytes   []byte
	// Floats holds Float fields.
	Floats []float32
	// Valid has one bit a row, least significant first, 0 for null; nil means
	// that no value is null. A null's value is unspecified.
	Valid []byte
}

// Column is the field's column, or nil if the batch has none.
func (b *Batch) Column(f Field) *Column { return b.columns[f] }

// SetColumn puts a column of Rows values in place; nil removes it.
func (b *Batch) SetColumn(f Field, c *Column) { b.columns[f] = c }

// Reset empties the batch and keeps its columns' memory.
func (b *Batch) Reset() {
	b.Rows, b.Summed = 0, Summed{}
	for _, c := range b.columns {
		if c != nil {
			c.Reset()
		}
	}
}

// Reset empties the column and keeps its memory.
func (c *Column) Reset() {
	c.Ints, c.Codes, c.Bytes = c.Ints[:0], c.Codes[:0], c.Bytes[:0]
	c.Floats = c.Floats[:0]
	if c.Valid != nil {
		c.Valid = c.Valid[:0]
	}
	if c.Offsets != nil {
		c.Offsets = append(c.Offsets[:0], 0)
	}
}

// IsNull tells whether row i has no value.
func (c *Column) IsNull(i int) bool { return c.Valid != nil && c.Valid[i>>3]>>(i&7)&1 == 0 }

// Text is row i of a Text column; it is valid until the batch is reset.
func (c *Column) Text(i int) []byte { return c.Bytes[c.Offsets[i]:c.Offsets[i+1]] }

// Name is row i of a Code column.
func (c *Column) Name(i int) string { return c.Dict.Name(c.Codes[i]) }

// NewColumn is an empty column for a field, with a Dict of its own if it is
// dictionary-coded.
func NewColumn(f Field) *Column {
	switch f.Kind() {
	case Code:
		return &Column{Dict: NewDict()}
	case Text:
		return &Column{Offsets: []int32{0}}
	}
	return &Column{}
}

// len is how many rows a column of kind k has.
func (c *Column) len(k Kind) int {
	switch k {
	case Code:
		return len(c.Codes)
	case Text:
		return len(c.Offsets) - 1
	case Float:
		return len(c.Floats)
	}
	return len(c.Ints)
}

// AppendInt adds a value to a Time or Int column.
func (c *Column) AppendInt(v int64) {
	c.Ints = append(c.Ints, v)
	c.markValid(len(c.Ints) - 1)
}

// AppendName adds a value to a Code column.
func (c *Column) AppendName(s string) { c.AppendCode(c.Dict.CodeOf(s)) }

// AppendCode adds a value of the column's Dict to a Code column.
func (c *Column) AppendCode(code uint32) {
	c.Codes = append(c.Codes, code)
	c.markValid(len(c.Codes) - 1)
}

// AppendText adds a value to a Text column.
func (c *Column) AppendText(s []byte) {
	c.Bytes = append(c.Bytes, s...)
	c.Offsets = append(c.Offsets, int32(len(c.Bytes)))
	c.markValid(len(c.Offsets) - 2)
}

// AppendFloat adds a value to a Float column.
func (c *Column) AppendFloat(v float32) {
	c.Floats = append(c.Floats, v)
	c.markValid(len(c.Floats) - 1)
}

// AppendNull adds a null to the column of a field of kind k.
func (c *Column) AppendNull(k Kind) {
	switch k {
	case Code:
		c.Codes = append(c.Codes, 0)
	case Text:
		c.Offsets = append(c.Offsets, int32(len(c.Bytes)))
	case Float:
		c.Floats = append(c.Floats, 0)
	default:
		c.Ints = append(c.Ints, 0)
	}
	i := c.len(k) - 1
	c.needValid(i)
	c.growValid(i)
	c.Valid[i>>3] &^= 1 << (i & 7)
}

// SetInt gives row i of a Time or Int column a value.
func (c *Column) SetInt(i int, v int64) {
	c.Ints[i] = v
	c.markValid(i)
}

// SetNull takes the value of row i away, of a column of n rows.
func (c *Column) SetNull(i, n int) {
	c.needValid(n)
	c.growValid(n - 1)
	c.Valid[i>>3] &^= 1 << (i & 7)
}

// needValid makes the validity bits of the first n rows, all valid, if there
// are none.
func (c *Column) needValid(n int) {
	if c.Valid == nil {
		c.Valid = make([]byte, n>>3+1)
		for j := range c.Valid {
			c.Valid[j] = 0xff
		}
	}
}

// MarkNulls tells which of the last rows of a column of a field of kind k,
// whose values were appended to its slice in one go, are null.
func (c *Column) MarkNulls(k Kind, null []bool) {
	n := c.len(k)
	first := n - len(null)
	c.needValid(first)
	c.growValid(n - 1)
	for j, is := range null { // what is null is not to be foreseen: no branch
		bit := byte(0)
		if !is {
			bit = 1
		}
		i := first + j
		c.Valid[i>>3] = c.Valid[i>>3]&^(1<<(i&7)) | bit<<(i&7)
	}
}

// MarkValid is MarkNulls for n rows that all have a value.
func (c *Column) MarkValid(k Kind, n int) {
	if c.Valid == nil {
		return
	}
	for i := c.len(k) - n; i < c.len(k); i++ {
		c.markValid(i)
	}
}

func (c *Column) markValid(i int) {
	if c.Valid != nil {
		c.growValid(i)
		c.Valid[i>>3] |= 1 << (i & 7)
	}
}

func (c *Column) growValid(i int) {
	for len(c.Valid) <= i>>3 {
		c.Valid = append(c.Valid, 0)
	}
}
