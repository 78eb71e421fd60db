package lex

import "math/bits"

// Run is consecutive records of one chunk, for readers that take the same
// field of many records before the next field. It is valid as long as the
// piece's records.
type Run struct {
	data    []byte
	ends    []uint64
	places  []int32
	records []span
	wanted  []wanted
	base    Position // of data, in the line of the first record lexed
	after   int32    // newlines before what follows the last record
}

// Run is the records from i on, at least one and at most the given number. It
// may be shorter, as records that begin in the chunk before lie elsewhere.
func (p *Piece) Run(i, most int) Run {
	c, base := &p.seam, p.seamAt
	if n := c.Len(); i >= n {
		c, base, i = &p.body, p.bodyAt, i-n
	}
	end, after := min(i+most, c.Len()), int32(c.lines)
	if end < c.Len() {
		after = c.records[end].lines
	}
	return Run{c.data, c.ends, c.cut.places, c.records[i:end], p.wanted, base, after}
}

// Len is how many records there are.
func (r *Run) Len() int { return len(r.records) }

// Width is the number of fields of record i, at least 1.
func (r *Run) Width(i int) int { return int(r.records[i].width) }

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

// Place is where a field lies in the bytes of a run.
type Place struct{ Start, End int32 }

// Bytes are what places are places of.
func (r *Run) Bytes() []byte { return r.data }

// Places tells where field j of those wanted lies, as Record.Bare gives it, in
// the first len(to) records, which must have all wanted fields. It gives the
// least of the bytes that the fields begin with, or that follow an empty one:
// it tells what need not be looked for in them, and looking at all first bytes
// at once brings them near to the core.
func (r *Run) Places(j int, to []Place) (least byte) {
	before, last, ends, data := r.wanted[j].before, r.wanted[j].end, r.places, r.data
	least = 0xff
	for i := range r.records[:len(to)] {
		s := &r.records[i]
		start := s.start
		if before >= 0 {
			start = ends[s.cut+before] + 1
		}
		to[i] = Place{start, min(ends[s.cut+last], s.end)}     // a CR may stand before the end
		least = min(least, data[min(int(start), len(data)-1)]) // empty at the end of data
	}
	return least
}

// Record points rec to record i.
func (r *Run) Record(i int, rec *Record) {
	s := &r.records[i]
	rec.Raw = r.data[s.start:s.end]
	rec.Line, rec.Byte = r.base.Line+int64(s.lines), r.base.Byte+int64(s.start)
	rec.start, rec.ends, rec.scratch, rec.last = s.start, rec.ends[:0], rec.scratch[:0], 0
	word := int(s.start) / wordBytes
	ends := r.ends[word] &^ (1<<(s.start%wordBytes) - 1)
	for range s.width {
		for ends == 0 {
			word++
			ends = r.ends[word]
		}
		end := int32(word*wordBytes + bits.TrailingZeros64(ends))
		rec.ends = append(rec.ends, min(end, s.end))
		ends &= ends - 1
	}
}
