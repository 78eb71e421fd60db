package lex

import "slices"

// bulk takes records with the kernel, from the one at c.rest on, until the
// kernel stops or fewer bytes than a word are left.
func (c *Chunk) bulk(sep byte) error {
	if len(c.data)-c.rest < 2*wordBytes { // not worth it
		return nil
	}
	if c.lasts == nil {
		c.lasts = make([]int32, callWords*wordBytes+1)
	}
	first := len(c.ends) // of the ends of the record at hand
	k := kernel{lasts: &c.lasts[0], quoted: 0, before: recordStart, pos: int32(c.rest), count: int32(first), sep: sep}
	for {
		data := c.data[k.pos:]
		words := min(len(data)/wordBytes, callWords)
		if words == 0 {
			break
		}
		c.ends = slices.Grow(c.ends, words*wordBytes+spareEnds)
		k.ends = &c.ends[:1][0]
		done := k.run(data[:words*wordBytes])
		c.ends = c.ends[:k.count]
		keep, had := first, len(c.records)
		var err error
		if first, err = c.take(c.lasts[:k.records], first); err != nil {
			return err
		}
		if len(c.records) == had { // blank lines at most: forget their ends
			c.ends = append(c.ends[:keep], c.ends[first:]...)
			k.count, first = int32(len(c.ends)), keep
		}
		if done < words {
			break
		}
	}
	c.ends = c.ends[:first]
	return nil
}

// take makes records that end at lasts, indexes of ends; the first one starts
// at c.rest and its ends at first. It gives where the ends behind them start.
func (c *Chunk) take(lasts []int32, first int) (int, error) {
	for _, last := range lasts {
		start, end := c.rest, int(c.ends[last])
		field := first
		c.rest, first = end+1, int(last)+1
		if end > start && c.data[end-1] == '\r' {
			end--
			c.ends[last] = int32(end)
		}
		if end-start > MaxRecordBytes {
			return first, LongRecord{Lines: int64(c.lines), Bytes: int64(start)}
		}
		if end > start { // else a blank line
			c.records = append(c.records, span{int32(start), int32(end), int32(field), int32(first), int32(c.lines)})
		}
		c.lines++
	}
	return first, nil
}
