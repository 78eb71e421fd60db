package cdrfmt

import (
	"errors"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// stream delivers the chunks of text that can only be read front to back. Its
// goroutine does the decompressing; lexing and decoding are the workers'.
type stream struct {
	chunks chan *chunk
	free   chan []byte // buffers given back
}

// buffers is how many chunks of a stream may be read ahead.
const buffers = 2

// feed reads r to its end and delivers it in chunks of the given size.
func (st *stream) feed(src *source, r io.Reader, size int) {
	defer close(st.chunks)
	for number := 0; src.ctx.Err() == nil; number++ { // select below may take a chunk though nobody wants it
		var buf []byte
		select {
		case buf = <-st.free:
		default:
			buf = make([]byte, size)
		}
		n, err := fill(r, buf)
		c := &chunk{src: src, number: number, link: src.chain.next(), data: buf[:n], last: err == io.EOF}
		if err != nil && err != io.EOF {
			c.err = readError(src.name, err)
		}
		select {
		case st.chunks <- c:
		case <-src.ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

// release gives a chunk's buffer back.
func (st *stream) release(c *chunk) {
	select {
	case st.free <- c.data[:cap(c.data)]:
	default:
	}
}

// fill is io.ReadFull that keeps io.EOF and io.ErrUnexpectedEOF apart: the
// first is the end, the second comes from a decompressor.
func fill(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var k int
		k, err = r.Read(buf[n:])
		n += k
	}
	return n, err
}

// readError gives an error met while reading a place, unless it has one.
func readError(name string, err error) error {
	var bad *cdr.DataError
	if errors.As(err, &bad) {
		return err
	}
	return unreadable(name, err)
}
