package columnar

import (
	"bufio"
	"errors"
	"io"
)

// maxCountsLine bounds a line of saved counts.
const maxCountsLine = 16 << 20

// csvLines reads RFC 4180 records as they were written: encoding/csv would
// turn CR LF within quotes into LF.
type csvLines struct {
	r *bufio.Reader
	// line is where the current record begins, from 1; next is the line after it.
	line, lines int64

	text  []byte
	ends  []int
	cells [][]byte
}

// next returns the fields of the next record; they are valid until the next
// call. A blank line is no record. It returns io.EOF at the end.
func (c *csvLines) next() ([][]byte, error) {
	for {
		c.text, c.ends = c.text[:0], c.ends[:0]
		c.line = c.lines + 1
		blank, err := c.record()
		if err != nil {
			return nil, err
		}
		if !blank {
			break
		}
	}
	c.cells = c.cells[:0]
	start := 0
	for _, end := range c.ends {
		c.cells = append(c.cells, c.text[start:end])
		start = end
	}
	return c.cells, nil
}

var (
	errQuote      = errors.New("found text after a closing quote, wanted a comma or the end of the line")
	errBareQuote  = errors.New("found a quote inside a field that does not begin with one")
	errNoQuote    = errors.New("found the end of the file inside quotes")
	errLineLength = errors.New("found a line of more than 16 MiB")
)

// record reads one record. At the end of the file it returns io.EOF if there
// is nothing left.
func (c *csvLines) record() (blank bool, err error) {
	const (
		fieldStart = iota
		bare
		quoted
		quoteInQuoted // the end of the field, or the first of two
	)
	state, read := fieldStart, 0
	for {
		b, err := c.r.ReadByte()
		switch {
		case errors.Is(err, io.EOF) && read == 0:
			return false, io.EOF
		case errors.Is(err, io.EOF) && state == quoted:
			return false, errNoQuote
		case errors.Is(err, io.EOF):
			b = '\n'
		case err != nil:
			return false, err
		}
		if read++; read > maxCountsLine {
			return false, errLineLength
		}
		if b == '\n' {
			c.lines++
		}
		if b == '\r' && state != quoted { // only as part of CR LF
			if after, _ := c.r.Peek(1); len(after) == 1 && after[0] == '\n' {
				continue
			}
		}
		switch {
		case state == quoted && b == '"':
			state = quoteInQuoted
		case state == quoted:
			c.text = append(c.text, b)
		case b == '\n':
			if state == fieldStart && len(c.ends) == 0 {
				return true, nil
			}
			c.ends = append(c.ends, len(c.text))
			return false, nil
		case b == ',':
			c.ends = append(c.ends, len(c.text))
			state = fieldStart
		case b == '"' && state == fieldStart:
			state = quoted
		case b == '"' && state == quoteInQuoted:
			c.text = append(c.text, b)
			state = quoted
		case state == quoteInQuoted:
			return false, errQuote
		case b == '"':
			return false, errBareQuote
		default:
			c.text = append(c.text, b)
			state = bare
		}
	}
}
