package sqldump

import "bytes"

// counter counts the lines of a text of which a part is at hand.
type counter struct {
	base      int64 // where in the input that part starts
	counted   int   // of the part
	line      int64 // that counted is in, from 1,
	lineStart int64 // and where in the input it starts
}

func newCounter(offset int64) counter { return counter{base: offset, line: 1, lineStart: offset} }

// of is the line, the byte in the input from 0, and the column, in bytes from 1,
// of what stands at i; it must not go back.
func (c *counter) of(text []byte, i int) (line, at, column int64) {
	if i > c.counted {
		*c = c.moved(text, i)
	}
	at = c.base + int64(i)
	return c.line, at, at - c.lineStart + 1
}

// ahead is of a place from which counting may go back.
func (c *counter) ahead(text []byte, i int) (line, at, column int64) {
	moved := c.moved(text, max(i, c.counted))
	return moved.of(text, i)
}

func (c *counter) moved(text []byte, i int) counter {
	m := *c
	part := text[c.counted:i]
	if n := bytes.Count(part, []byte{'\n'}); n > 0 {
		m.line += int64(n)
		m.lineStart = c.base + int64(c.counted+bytes.LastIndexByte(part, '\n')+1)
	}
	m.counted = i
	return m
}

// leave moves to the part of the text that starts at i.
func (c *counter) leave(text []byte, i int) {
	c.of(text, i)
	c.base += int64(i)
	c.counted = 0
}
