package lex

import "fmt"

// Chunk holds the records lexed from one run of bytes. The zero Chunk is
// ready; its memory is used again by the next Lex.
type Chunk struct {
	data    []byte
	ends    []int32 // field ends of all records, one record after the other
	records []span
	lines   int // newlines before rest
	rest    int // where the first record that does not end in data starts
}

// span is where a record lies in a chunk.
type span struct {
	start, end int32
	field      int32 // index of its first field end
	lines      int32 // newlines before it
}

// Lex lexes data, which must begin where a record begins and be shorter than
// 2 GiB, and keeps pointing to it. With last the end of data ends its last
// record. It stops at a record longer than MaxRecordBytes with a LongRecord.
func (c *Chunk) Lex(data []byte, sep byte, last bool) error {
	c.data, c.ends, c.records, c.lines = data, c.ends[:0], c.records[:0], 0
	s := scan{ends: c.ends}
	defer func() { c.ends = s.ends }()
	for pos := 0; ; pos = s.next {
		start, blank := skipBlank(data, pos, last)
		c.lines += blank
		c.rest = start
		if start == len(data) {
			return nil
		}
		field := len(s.ends)
		whole := s.record(data, start, sep, last)
		if !whole {
			s.ends = s.ends[:field]
			s.end = len(data) - 1 // its last byte may be the CR of a line end
		}
		if s.end-start > MaxRecordBytes {
			return LongRecord{Lines: int64(c.lines), Bytes: int64(start)}
		}
		if !whole {
			return nil
		}
		c.records = append(c.records, span{int32(start), int32(s.end), int32(field), int32(c.lines)})
		c.lines += s.lines
	}
}

// LongRecord is a record beyond MaxRecordBytes: it starts so many newlines and
// bytes behind the start of what was lexed.
type LongRecord struct {
	Lines, Bytes int64
}

// Error says what was found and what was wanted.
func (e LongRecord) Error() string {
	return fmt.Sprintf("a record of more than %d MiB, wanted at most that", MaxRecordBytes>>20)
}

// Len is how many whole records there are.
func (c *Chunk) Len() int { return len(c.records) }

// Position is a place in a file or decompressed stream.
type Position struct {
	Line int64 // from 1
	Byte int64 // from 0
}

// after is the position of what follows so many newlines and bytes.
func (p Position) after(lines, bytes int) Position {
	return Position{p.Line + int64(lines), p.Byte + int64(bytes)}
}

// Record points r to record i, from 0. base is where the chunk's data lies.
func (c *Chunk) Record(i int, base Position, r *Record) {
	s := &c.records[i]
	fields := len(c.ends)
	if i+1 < len(c.records) {
		fields = int(c.records[i+1].field)
	}
	r.Raw = c.data[s.start:s.end]
	r.Line, r.Byte = base.Line+int64(s.lines), base.Byte+int64(s.start)
	r.ends = c.ends[s.field:fields:fields]
	r.scratch = r.scratch[:0]
}
