package columnar

import (
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// csvWriter writes canonical CSV: null is empty, times are RFC 3339 UTC with
// 0, 3 or 6 decimals, as many as the value needs.
type csvWriter struct {
	w      io.Writer
	fields []cdr.Field
	buf    []byte
}

func newCSVWriter(w io.Writer, fields []cdr.Field) (*csvWriter, error) {
	c := &csvWriter{w: w, fields: fields}
	for i, f := range fields {
		if i > 0 {
			c.buf = append(c.buf, ',')
		}
		c.buf = append(c.buf, f.String()...)
	}
	c.buf = append(c.buf, '\n')
	return c, c.flush()
}

// Write implements Writer.
func (c *csvWriter) Write(b *cdr.Batch) error {
	c.buf = c.appendRows(c.buf, b)
	return c.flush()
}

// appendRows adds the lines of a batch. It may be called by several goroutines.
func (c *csvWriter) appendRows(dst []byte, b *cdr.Batch) []byte {
	for i := range b.Rows {
		for j, f := range c.fields {
			if j > 0 {
				dst = append(dst, ',')
			}
			if col := b.Column(f); col != nil && !col.IsNull(i) {
				dst = appendCell(dst, col, f, i)
			}
		}
		dst = append(dst, '\n')
	}
	return dst
}

func appendCell(dst []byte, c *cdr.Column, f cdr.Field, i int) []byte {
	switch f.Kind() {
	case cdr.Text:
		return appendQuoted(dst, string(c.Text(i)))
	case cdr.Code:
		return appendQuoted(dst, c.Name(i))
	case cdr.Time:
		return appendTime(dst, c.Ints[i])
	case cdr.Float:
		return strconv.AppendFloat(dst, float64(c.Floats[i]), 'g', -1, 32)
	}
	if f == cdr.LastAttempt {
		return strconv.AppendBool(dst, c.Ints[i] != 0)
	}
	return strconv.AppendInt(dst, c.Ints[i], 10)
}

// appendTime writes an instant in microseconds.
func appendTime(dst []byte, us int64) []byte {
	layout := time.RFC3339
	switch {
	case us%1e6 == 0:
	case us%1e3 == 0:
		layout = "2006-01-02T15:04:05.000Z07:00"
	default:
		layout = "2006-01-02T15:04:05.000000Z07:00"
	}
	return time.UnixMicro(us).UTC().AppendFormat(dst, layout)
}

// appendQuoted writes a text, in quotes if it needs them. An empty text has
// them, so that it is no null.
func appendQuoted(dst []byte, s string) []byte {
	if s != "" && !strings.ContainsAny(s, ",\"\r\n") && s[0] != ' ' && s[len(s)-1] != ' ' {
		return append(dst, s...)
	}
	dst = append(dst, '"')
	for i := range len(s) {
		if s[i] == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, s[i])
	}
	return append(dst, '"')
}

func (c *csvWriter) flush() error {
	_, err := c.w.Write(c.buf)
	c.buf = c.buf[:0]
	return err
}

// Close implements Writer.
func (c *csvWriter) Close() error { return c.flush() }
