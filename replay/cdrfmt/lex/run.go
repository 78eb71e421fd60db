package lex

import "slices"

// Run is consecutive records of one chunk, for readers that take the same
// field of many records before the next field. It is valid until the piece
// lexes on.
type Run struct {
	data    []byte
	records []span
	places  []int32 // the ends of the fields, record by record
	bounds  *[]int32
	base    Position // of data, in the line of the first record lexed
	ordinal int64
	after   int32 // newlines before what follows the last record
	final   bool
}

// Some is at most so many of the records, from record i on.
func (r *Run) Some(i, most int) Run {
	some, end := *r, min(i+most, len(r.records))
	some.records, some.ordinal = r.records[i:end], r.ordinal+int64(i)
	if end < len(r.records) {
		some.after, some.final = r.records[end].lines, false
	}
	return some
}

// Len is how many records there are.
func (r *Run) Len() int { return len(r.records) }

// Width is the number of fields of record i, at least 1.
func (r *Run) Width(i int) int { return int(r.records[i].width) }

// First is the byte that record i begins with.
func (r *Run) First(i int) byte { return r.data[r.records[i].start] }

// Raw is record i as written, without its line end.
func (r *Run) Raw(i int) []byte { return r.data[r.records[i].start:r.records[i].end] }

// Line is the line that record i starts in.
func (r *Run) Line(i int) int64 { return r.base.Line + int64(r.records[i].lines) }

// Newlines is how many newlines there are from the start of record i to that of
// the next one, its own line end and those of blank lines included.
func (r *Run) Newlines(i int) int {
	after := r.after
	if i+1 < len(r.records) {
		after = r.records[i+1].lines
	}
	return int(after - r.records[i].lines)
}

// Ordinal is how many records of the file come before the first one, or, as
// long as the piece is not settled, how many since its guess.
func (r *Run) Ordinal() int64 { return r.ordinal }

// Final tells whether no record follows in the file.
func (r *Run) Final() bool { return r.final }

// Bytes are what places are places of.
func (r *Run) Bytes() []byte { return r.data }

// Column is the places of one field in consecutive records.
type Column struct {
	// Ends has the end of the field before that of record i at i*Stride, and
	// its own end behind that.
	Ends   []int32
	Stride int
}

// Column tells where a field, from 0, lies, as Record.Bare gives it, in the
// first n records of the run, which are of one width and have the field.
func (r *Run) Column(field, n int) Column {
	if field == 0 {
		return r.first(n)
	}
	s := &r.records[0]
	return Column{r.places[int(s.ends)+field-1:], int(s.width)}
}

// first is Column of the first field, before which no field ends.
func (r *Run) first(n int) Column {
	bounds := slices.Grow((*r.bounds)[:0], 2*n)
	for i := range r.records[:n] {
		s := &r.records[i]
		bounds = append(bounds, s.start-1, r.places[s.ends])
	}
	*r.bounds = bounds
	return Column{bounds, 2}
}

// From is the places from record i on.
func (c *Column) From(i int) Column { return Column{c.Ends[i*c.Stride:], c.Stride} }

// Pick is the places of some of the records, in memory of two numbers each.
func (c *Column) Pick(rows []int, memory []int32) Column {
	for k, i := range rows {
		memory[2*k], memory[2*k+1] = c.Ends[i*c.Stride], c.Ends[i*c.Stride+1]
	}
	return Column{memory, 2}
}

// Cell is the field of record i, of the bytes of the run.
func (c *Column) Cell(data []byte, i int) []byte {
	at := i * c.Stride
	return data[c.Ends[at]+1 : c.Ends[at+1]]
}

// Record points rec to record i.
func (r *Run) Record(i int, rec *Record) {
	s := &r.records[i]
	rec.Raw = r.data[s.start:s.end]
	rec.Line, rec.Byte = r.base.Line+int64(s.lines), r.base.Byte+int64(s.start)
	rec.start, rec.scratch, rec.last = s.start, rec.scratch[:0], 0
	rec.ends = append(rec.ends[:0], r.places[s.ends:s.ends+s.width]...)
}
