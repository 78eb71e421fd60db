package lex

import "slices"

// start starts the kernel and the cutter at the record at c.rest, with what is
// left of its word, and sets c.running; not where the kernel stops at once.
func (c *chunk) start() {
	c.word = c.rest / wordBytes
	if c.word >= len(c.data)/wordBytes {
		return
	}
	bit := c.rest % wordBytes
	k := atStart(bit, c.sep)
	ends, newlines, ok := k.word((*[wordBytes]byte)(c.data[c.word*wordBytes:]), ^uint64(0)<<bit)
	if !ok {
		return
	}
	c.kernel, c.running = k, true
	c.reserve()
	c.cut.next, c.cut.pos = c.placed, c.word*wordBytes
	c.cut.wordByWord([]uint64{ends}, []uint64{newlines})
	c.word++
	c.take() // no record of a word is too long
}

// bulk takes records with the kernel and the cutter, as far as a call of them
// goes, and clears c.running where the kernel stops or no word is left.
func (c *chunk) bulk() error {
	n := min(len(c.data)/wordBytes-c.word, callWords)
	c.reserve()
	done := c.sweep(c.data[c.word*wordBytes:], n)
	c.word += done
	c.running = done == callWords
	return c.take()
}

// masks are what the kernel leaves to the cutter where it does not run in one
// with it.
type masks struct{ ends, newlines [callWords]uint64 }

// twoSweeps is sweep with the kernel and the cutter one after the other.
func (c *chunk) twoSweeps(data []byte, words int) (done int) {
	if c.masks == nil {
		c.masks = new(masks)
	}
	ends, newlines := c.masks.ends[:words], c.masks.newlines[:words]
	done = c.kernel.run(data, ends, newlines)
	c.cut.run(ends[:done], newlines[:done])
	return done
}

// reserve makes room for what the cutter may note in a call.
func (c *chunk) reserve() {
	const most = callWords * wordBytes
	if c.cut.lines == nil {
		c.cut.lines = make([]line, most+1)
	}
	if need := max(c.cut.next, c.placed) + most + spareEnds; len(c.cut.places) < need {
		c.cut.places = append(c.cut.places, make([]int32, need)...)
	}
	c.cut.found = 0
}

// take makes records of the lines that the cutter noted; the first one starts
// at c.rest, and its ends are behind the c.placed ones of those before it.
func (c *chunk) take() error {
	records := slices.Grow(c.records, c.cut.found)
	data, places, start, lines := c.data, c.cut.places, int32(c.rest), int32(c.lines)
	kept, noted := int32(c.placed), int32(c.placed)
	for _, line := range c.cut.lines[:c.cut.found] {
		end := line.end
		if data[max(end-1, start)] == '\r' {
			end--
			places[line.next-1] = end
		}
		if end-start > MaxRecordBytes {
			return LongRecord{Lines: int64(lines), Bytes: int64(start)}
		}
		if end > start { // else a blank line
			if kept < noted {
				copy(places[kept:], places[noted:line.next])
			}
			n := len(records)
			records = records[:n+1]
			s := &records[n] // field by field: five are put together in memory and copied
			s.start, s.end, s.width, s.lines, s.ends = start, end, line.next-noted, lines, kept
			kept += line.next - noted
		}
		start, noted = line.end+1, line.next
		lines++
	}
	c.records, c.rest, c.lines, c.placed = records, int(start), int(lines), int(noted)
	if kept < noted { // the blank lines' ends are no one's
		c.moveDown(int(kept))
	}
	return nil
}

// moveDown moves the ends behind the c.placed ones down to the given index.
func (c *chunk) moveDown(to int) {
	c.cut.next = to + copy(c.cut.places[to:], c.cut.places[c.placed:c.cut.next])
	c.placed = to
}
