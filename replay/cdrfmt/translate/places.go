package translate

import (
	"bytes"
	"strconv"
)

// Places tells lines and columns of a text of which a part is at hand.
type Places struct {
	base      int64 // where in the input that part starts
	counted   int   // of the part
	line      int64 // that counted is in, from 1,
	lineStart int64 // and where in the input it starts
}

// NewPlaces is of a text that starts at the given byte of the input.
func NewPlaces(offset int64) Places { return Places{base: offset, line: 1, lineStart: offset} }

// Of is the line, the byte in the input from 0, and the column, in bytes from 1,
// of what stands at i of the part at hand; i must not go back.
func (p *Places) Of(text []byte, i int) (line, at, column int64) {
	if i > p.counted {
		*p = p.moved(text, i)
	}
	at = p.base + int64(i)
	return p.line, at, at - p.lineStart + 1
}

// Ahead is Of a place behind which counting may go on before it.
func (p *Places) Ahead(text []byte, i int) (line, at, column int64) {
	moved := p.moved(text, max(i, p.counted))
	return moved.Of(text, i)
}

// Spot is line:column of a place ahead.
func (p *Places) Spot(text []byte, i int) string {
	line, _, column := p.Ahead(text, i)
	return strconv.FormatInt(line, 10) + ":" + strconv.FormatInt(column, 10)
}

// Leave makes the part of the text that starts at i the one at hand.
func (p *Places) Leave(text []byte, i int) {
	p.Of(text, i)
	p.base += int64(i)
	p.counted = 0
}

func (p *Places) moved(text []byte, i int) Places {
	m := *p
	part := text[p.counted:i]
	if n := bytes.Count(part, []byte{'\n'}); n > 0 {
		m.line += int64(n)
		m.lineStart = p.base + int64(p.counted+bytes.LastIndexByte(part, '\n')+1)
	}
	m.counted = i
	return m
}
