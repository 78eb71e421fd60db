package lex

import "fmt"

// chunk lexes one run of bytes, block by block: begin, then more as often as
// it gives records. The zero chunk is ready; its memory is used again.
type chunk struct {
	data  []byte
	sep   byte
	last  bool
	ended bool // nothing more will come
	lines int  // newlines before rest
	rest  int  // where the first record that was not given starts

	// Of the block at hand:
	records []span
	placed  int    // how many ends its records have
	cut     cutter // its places hold them, and those of the record at hand

	kernel  kernel
	word    int  // that the kernel takes next
	running bool // the kernel did not stop
	masks   *masks
	scanned []int32
	bounds  []int32 // of the first field of each record, see Run.Column
}

// blockRecords is how many records make a block, or a few more, so that most
// are not more than 128, which are decoded together: what is found out about
// them and their bytes are then still near to the core.
const blockRecords = 112

// span is where a record lies in a chunk.
type span struct {
	start, end int32
	width      int32 // how many fields it has
	lines      int32 // newlines before it
	ends       int32 // index in places of the ends of its fields
}

// begin starts to lex data from the given place on, where a record must begin,
// and keeps pointing to it; it must be shorter than 2 GiB. With last the end of
// data ends its last record.
func (c *chunk) begin(data []byte, from int, sep byte, last bool) {
	c.data, c.sep, c.last, c.ended = data, sep, last, false
	c.lines, c.rest, c.running = 0, from, false
	c.records, c.placed, c.cut.next = c.records[:0], 0, 0
}

// more lexes the next block in place of the one before; without records there
// are no more. It stops at a record longer than MaxRecordBytes with a
// LongRecord, behind the records of the block.
func (c *chunk) more() (err error) {
	c.leaveBlock()
	for len(c.records) < blockRecords && !c.ended && err == nil {
		if !c.running {
			c.start()
		}
		if c.running {
			err = c.bulk()
		}
		if !c.running && err == nil {
			err = c.step()
		}
	}
	c.ended = c.ended || err != nil
	return err
}

// over tells whether only blank lines follow the block, or nothing.
func (c *chunk) over() bool {
	start, _ := skipBlank(c.data, c.rest, true)
	return start == len(c.data)
}

// leaveBlock forgets the records of the block, and keeps what is known of the
// one that the kernel is in.
func (c *chunk) leaveBlock() {
	c.records = c.records[:0]
	c.moveDown(0)
}

// step takes the one record at c.rest, if it ends in the data.
func (c *chunk) step() error {
	start, blank := skipBlank(c.data, c.rest, c.last)
	c.lines += blank
	c.rest = start
	if start == len(c.data) {
		c.ended = true
		return nil
	}
	s := scan{ends: c.scanned[:0]}
	whole := s.record(c.data, start, c.sep, c.last)
	c.scanned = s.ends
	if !whole {
		s.end = len(c.data) - 1 // its last byte may be the CR of a line end
	}
	if s.end-start > MaxRecordBytes {
		return LongRecord{Lines: int64(c.lines), Bytes: int64(start)}
	}
	if !whole {
		c.ended = true
		return nil
	}
	c.records = append(c.records, span{int32(start), int32(s.end), int32(len(s.ends)), int32(c.lines), int32(c.placed)})
	c.cut.places = append(c.cut.places[:c.placed], s.ends...)
	c.cut.places = c.cut.places[:cap(c.cut.places)]
	c.placed += len(s.ends)
	c.cut.next = c.placed
	c.lines += s.lines
	c.rest = s.next
	return nil
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

// Position is a place in a file or decompressed stream.
type Position struct {
	Line int64 // from 1
	Byte int64 // from 0
}

// after is the position of what follows so many newlines and bytes.
func (p Position) after(lines, bytes int) Position {
	return Position{p.Line + int64(lines), p.Byte + int64(bytes)}
}
