package cdrfmt

import (
	"errors"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// stream delivers the chunks of text that can only be read front to back. Its
// goroutine does the decompressing; lexing and decoding are the workers'.
type stream struct {
	chunks chan *chunk
	free   chan []byte           // buffers given back
	blocks chan *translate.Block // and blocks
}

func newStream() *stream {
	return &stream{chunks: make(chan *chunk, 1), free: make(chan []byte, buffers), blocks: make(chan *translate.Block, buffers)}
}

// buffers is how many chunks of a stream may be read ahead.
const buffers = 2

// feed starts a stream of a source's text.
func (p *pass) feed(src *source, text io.Reader) {
	st := newStream()
	src.stream = st
	p.group.Go(func() { st.feed(src, text, p.chunkBytes) })
}

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
		if n == len(buf) && err == io.EOF { // or with the next read, as readers like: it must not show
			err = nil
		}
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

// translate delivers what a translator makes, a block a chunk.
func (st *stream) translate(src *source, t translate.Translator) {
	defer close(st.chunks)
	for number := 0; src.ctx.Err() == nil; number++ {
		block := new(translate.Block)
		select {
		case block = <-st.blocks:
			block.Reset()
		default:
		}
		err := t.Translate(block)
		c := &chunk{src: src, number: number, link: src.chain.next(), data: block.Text, block: block, last: err == io.EOF}
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

// empty drops the memory given back, which a stream that has ended no longer
// needs: sources are kept to the end of all.
func (st *stream) empty() {
	for {
		select {
		case <-st.free:
		case <-st.blocks:
		default:
			return
		}
	}
}

// release gives a chunk's memory back.
func (st *stream) release(c *chunk) {
	if c.block != nil {
		select {
		case st.blocks <- c.block:
		default:
		}
		return
	}
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
