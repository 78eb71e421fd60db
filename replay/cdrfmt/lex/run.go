package lex

// Run is consecutive records of one chunk, for readers that take the same
// field of many records before the next field. It is valid as long as the
// piece's records.
type Run struct {
	data    []byte
	ends    []int32
	records []span
	base    Position // of data
}

// Run is the records from i on, at least one and at most the given number. It
// may be shorter, as records that begin in the chunk before lie elsewhere.
func (p *Piece) Run(i, most int) Run {
	c, base := &p.seam, p.seamAt
	if n := c.Len(); i >= n {
		c, base, i = &p.body, p.bodyAt, i-n
	}
	return Run{c.data, c.ends, c.records[i:min(i+most, c.Len())], base}
}

// Len is how many records there are.
func (r *Run) Len() int { return len(r.records) }

// Width is the number of fields of record i, at least 1.
func (r *Run) Width(i int) int { return int(r.records[i].next - r.records[i].field) }

// Raw is record i as written, without its line end.
func (r *Run) Raw(i int) []byte { return r.data[r.records[i].start:r.records[i].end] }

// Line is the line that record i starts in.
func (r *Run) Line(i int) int64 { return r.base.Line + int64(r.records[i].lines) }

// Bare is field f of record i as written, as Record.Bare gives it.
func (r *Run) Bare(i, f int) []byte {
	s := &r.records[i]
	k := int(s.field) + f
	start := s.start
	if f > 0 {
		start = r.ends[k-1] + 1
	}
	return r.data[start:r.ends[k]]
}

// Record points rec to record i.
func (r *Run) Record(i int, rec *Record) {
	s := &r.records[i]
	rec.Raw = r.data[s.start:s.end]
	rec.Line, rec.Byte = r.base.Line+int64(s.lines), r.base.Byte+int64(s.start)
	rec.start, rec.ends = s.start, r.ends[s.field:s.next:s.next]
	rec.scratch = rec.scratch[:0]
}
