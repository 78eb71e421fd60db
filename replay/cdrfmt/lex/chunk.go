package lex

import "fmt"

// Chunk holds the records lexed from one run of bytes. The zero Chunk is
// ready; its memory is used again by the next Lex.
type Chunk struct {
	data     []byte
	ends     []uint64 // a bit a byte of data, set where a field ends; it holds from a record's start to its end
	records  []span
	lines    int                // newlines before rest
	rest     int                // where the first record that does not end in data starts
	cuts     int                // records that have all wanted fields
	cut      cutter             // its places hold the wanted ends, a stride a record of those
	newlines *[callWords]uint64 // memory of the kernel
	scanned  []int32            // and of scan
}

// span is where a record lies in a chunk.
type span struct {
	start, end int32
	width      int32 // how many fields it has
	lines      int32 // newlines before it
	cut        int32 // index of its first wanted end, if it has them all
}

// Lex lexes data from the given place on, where a record must begin, and keeps
// pointing to it; it must be shorter than 2 GiB. With last the end of data
// ends its last record. It stops at a record longer than MaxRecordBytes with a
// LongRecord.
func (c *Chunk) Lex(data []byte, from int, sep byte, last bool) error {
	c.data, c.records = data, c.records[:0]
	c.lines, c.rest, c.cuts = 0, from, 0
	if words := len(data)/wordBytes + 1; words > len(c.ends) { // one more for the end of data
		c.ends = make([]uint64, words)
	}
	if c.newlines == nil {
		c.newlines = new([callWords]uint64)
	}
	if c.cut.wanted == nil {
		c.cut.want(nil)
	}
	for {
		if err := c.bulk(sep); err != nil {
			return err
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
	s := scan{ends: c.scanned[:0]}
	whole = s.record(c.data, start, sep, last)
	c.scanned = s.ends
	if !whole {
		s.end = len(c.data) - 1 // its last byte may be the CR of a line end
	}
	if s.end-start > MaxRecordBytes {
		return false, LongRecord{Lines: int64(c.lines), Bytes: int64(start)}
	}
	if whole {
		c.mark(start, s.ends)
		c.records = append(c.records, span{int32(start), int32(s.end), int32(len(s.ends)), int32(c.lines), int32(c.cuts * c.cut.stride)})
		if len(s.ends) >= c.cut.most {
			c.reserve()
			c.cut.note(c.cuts, s.ends)
			c.cuts++
		}
		c.lines += s.lines
		c.rest = s.next
	}
	return whole, nil
}

// mark marks the ends of the fields of the record at start.
func (c *Chunk) mark(start int, ends []int32) {
	word := start / wordBytes
	c.ends[word] &= 1<<(start%wordBytes) - 1
	for _, end := range ends {
		for int(end)/wordBytes > word {
			word++
			c.ends[word] = 0
		}
		c.ends[word] |= 1 << (end % wordBytes)
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
