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
	live := ^uint64(0) << bit
	k := atStart(bit, c.sep)
	ends, newlines, ok := k.word((*[wordBytes]byte)(c.data[c.word*wordBytes:]), live)
	if !ok {
		return
	}
	c.kernel, c.running = k, true
	c.ends.join(c.word, live, ends)
	c.reserve()
	c.cut.begin(c.cuts, c.word*wordBytes, c.rest)
	c.cut.wordByWord([]uint64{ends}, []uint64{newlines})
	c.word++
	c.take() // no record of a word is too long
}

// bulk takes records with the kernel and the cutter, as far as a call of them
// goes, and clears c.running where the kernel stops or no word is left.
func (c *chunk) bulk() error {
	n := min(len(c.data)/wordBytes-c.word, callWords)
	c.reserve()
	done := c.sweep(c.data[c.word*wordBytes:], c.ends.room(c.word, n))
	c.word += done
	c.running = done == callWords
	return c.take()
}

// twoSweeps is sweep with the kernel and the cutter one after the other.
func (c *chunk) twoSweeps(data []byte, ends []uint64) (done int) {
	newlines := c.newlines[:len(ends)]
	done = c.kernel.run(data, ends, newlines)
	c.cut.run(ends[:done], newlines[:done])
	return done
}

// reserve makes room for what the cutter may note in a call.
func (c *chunk) reserve() {
	const most = callWords * wordBytes // lines
	if c.cut.lines == nil {
		c.cut.lines = make([]line, most)
	}
	if need := (c.cuts+most+1)*c.cut.stride + spareEnds; len(c.cut.places) < need {
		c.cut.places = append(c.cut.places, make([]int32, need)...)
	}
	c.cut.found = 0
}

// take makes records of the lines that the cutter noted; the first one starts
// at c.rest. What it noted of lines that lack a wanted field is forgotten, so
// that very short lines cost no memory.
func (c *chunk) take() error {
	records := slices.Grow(c.records, c.cut.found)
	data, start, lines := c.data, int32(c.rest), int32(c.lines)
	places, stride, most := c.cut.places, c.cut.stride, int32(c.cut.most)
	kept, noted := c.cuts*stride, c.cuts*stride
	for _, line := range c.cut.lines[:c.cut.found] {
		end := line.end
		if data[max(end-1, start)] == '\r' {
			end--
			if last := noted + stride - 1; line.width == most && stride > 0 {
				places[last] = end
			}
		}
		if end-start > MaxRecordBytes {
			return LongRecord{Lines: int64(lines), Bytes: int64(start)}
		}
		if end > start { // else a blank line
			n := len(records)
			records = records[:n+1]
			s := &records[n] // field by field: five are put together in memory and copied
			s.start, s.end, s.width, s.lines, s.cut = start, end, line.width, lines, int32(kept)
			if line.width >= most {
				if kept < noted {
					copy(places[kept:kept+stride], places[noted:])
				}
				kept += stride
			}
		}
		start = line.end + 1
		noted += stride
		lines++
	}
	if kept < noted {
		c.cut.moveDown(noted - kept)
	}
	c.records, c.rest, c.lines = records, int(start), int(lines)
	if stride > 0 {
		c.cuts = kept / stride
	}
	return nil
}
