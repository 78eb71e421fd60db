package lex

import "fmt"

// Chunk holds the records lexed from one run of bytes. The zero Chunk is
// ready; its memory is used again by the next Lex.
type Chunk struct {
	data    []byte
	ends    []int32 // where in data the fields of all records end
	records []span
	lines   int     // newlines before rest
	rest    int     // where the first record that does not end in data starts
	lasts   []int32 // memory of the kernel
}

// span is where a record lies in a chunk.
type span struct {
	start, end  int32
	field, next int32 // index of its first field end, and of the one behind its last
	lines       int32 // newlines before it
}

// Lex lexes data, which must begin where a record begins and be shorter than
// 2 GiB, and keeps pointing to it. With last the end of data ends its last
// record. It stops at a record longer than MaxRecordBytes with a LongRecord.
func (c *Chunk) Lex(data []byte, sep byte, last bool) error {
	c.data, c.ends, c.records = data, c.ends[:0], c.records[:0]
	c.lines, c.rest = 0, 0
	for {
		if hasKernel {
			if err := c.bulk(sep); err != nil {
				return err
			}
		}
		if whole, err := c.step(sep, last); !whole || err != nil {
			return err
		}
	}
}

// step takes the one record at c.rest and tells whether it ends in the data.
func (c *Chunk) step(sep byte, last bool) (whole bool, err error) {
	start, blank := skipBlank(c.data, c.rest, last)
	c.lines += blank
	c.rest = start
	if start == len(c.data) {
		return false, nil
	}
	field := len(c.ends)
	s := scan{ends: c.ends}
	whole = s.record(c.data, start, sep, last)
	c.ends = s.ends
	if !whole {
		c.ends = c.ends[:field]
		s.end = len(c.data) - 1 // its last byte may be the CR of a line end
	}
	if s.end-start > MaxRecordBytes {
		return false, LongRecord{Lines: int64(c.lines), Bytes: int64(start)}
	}
	if whole {
		c.records = append(c.records, span{int32(start), int32(s.end), int32(field), int32(len(c.ends)), int32(c.lines)})
		c.lines += s.lines
		c.rest = s.next
	}
	return whole, nil
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
