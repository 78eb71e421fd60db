package lex

import (
	"bytes"
	"slices"
)

// MaxRecordBytes is the longest record that is read.
const MaxRecordBytes = 16 << 20

// Record is one record of a delimited file. It points into the reader's
// buffer and is valid until the next record is read.
type Record struct {
	// Raw is the record as written, without its line end.
	Raw []byte
	// Line counts from 1, Byte from 0: where the record starts in the
	// decompressed stream.
	Line, Byte int64

	start   int32   // of Raw in what was lexed
	ends    []int32 // end of each field in what was lexed
	scratch []byte  // room to unquote fields that hold doubled quotes
	// Of the last such field: its number from 1, 0 being none, and its text in
	// scratch. One may be a megabyte, and is asked for again and again.
	last, from int
}

// Clone is a copy that stays valid as long as the bytes that it points to.
func (r *Record) Clone() Record {
	c := *r
	c.ends, c.scratch = slices.Clone(r.ends), nil
	return c
}

// Len is the number of fields, at least 1.
func (r *Record) Len() int { return len(r.ends) }

// Bare is field i, from 0, as written: with its quotes.
func (r *Record) Bare(i int) []byte {
	start := r.start
	if i > 0 {
		start = r.ends[i-1] + 1
	}
	return r.Raw[start-r.start : r.ends[i]-r.start]
}

// Field is field i, from 0, without its outer quotes and the space before
// them, and with doubled quotes made single. A field that does not both begin
// and end with a quote is given as written, as is a single quote inside.
func (r *Record) Field(i int) []byte {
	b := r.Bare(i)
	q := b
	if len(q) > 2 && q[0] == ' ' {
		q = q[1:]
	}
	if len(q) < 2 || q[0] != '"' || q[len(q)-1] != '"' {
		return b
	}
	q = q[1 : len(q)-1]
	if bytes.IndexByte(q, '"') < 0 {
		return q
	}
	if r.last != i+1 {
		r.last, r.from = i+1, len(r.scratch)
		r.undouble(q)
	}
	return r.scratch[r.from:len(r.scratch):len(r.scratch)]
}

// undouble appends to scratch, so that fields given earlier stay as they are.
func (r *Record) undouble(q []byte) {
	for i := 0; i < len(q); i++ {
		r.scratch = append(r.scratch, q[i])
		if q[i] == '"' && i+1 < len(q) && q[i+1] == '"' {
			i++
		}
	}
}

// First reads the first record of data into r, with Line 1 where data starts,
// and tells how many bytes it takes together with its line end and the blank
// lines before it. ok is false if data holds no whole record; the end of data
// ends a record only if last is set.
func First(data []byte, sep byte, last bool, r *Record) (n int, ok bool) {
	start, line := skipBlank(data, 0, last)
	if start == len(data) {
		return start, false
	}
	var s scan
	s.ends = r.ends[:0]
	ok = s.record(data, start, sep, last)
	r.ends = s.ends
	if !ok {
		return start, false
	}
	r.Raw, r.start, r.scratch, r.last = data[start:s.end], int32(start), r.scratch[:0], 0
	r.Line, r.Byte = int64(line)+1, int64(start)
	return s.next, true
}
