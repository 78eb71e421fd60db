package lex

import "slices"

// bulk takes records with the kernel and the cutter, from the one at c.rest
// on, until the kernel stops or fewer bytes than a word are left.
func (c *Chunk) bulk(sep byte) error {
	word, words := c.rest/wordBytes, len(c.data)/wordBytes
	if word >= words {
		return nil
	}
	bit := c.rest % wordBytes
	live := ^uint64(0) << bit
	k := atStart(bit, sep)
	ends, newlines, ok := k.word((*[wordBytes]byte)(c.data[word*wordBytes:]), live)
	if !ok {
		return nil
	}
	c.ends[word] = c.ends[word]&^live | ends
	c.cut.begin(c.cuts, word*wordBytes)
	c.reserve()
	c.cut.wordByWord([]uint64{ends}, []uint64{newlines})
	err := c.take()
	for word++; word < words && err == nil; {
		most := min(words-word, callWords)
		done := k.run(c.data[word*wordBytes:], c.ends[word:], c.newlines[:most])
		c.reserve()
		c.cut.run(c.ends[word:word+done], c.newlines[:done])
		if err = c.take(); done < most {
			break
		}
		word += done
	}
	return err
}

// reserve makes room for what the cutter may note in a call.
func (c *Chunk) reserve() {
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
func (c *Chunk) take() error {
	records := slices.Grow(c.records, c.cut.found)
	data, start, lines := c.data, int32(c.rest), int32(c.lines)
	places, stride, most := c.cut.places, c.cut.stride, int32(c.cut.most)
	kept, noted := c.cuts*stride, c.cuts*stride
	for _, line := range c.cut.lines[:c.cut.found] {
		end := line.end
		if data[max(end-1, start)] == '\r' {
			end--
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
