package lex

import (
	"bytes"
	"io"
)

// Reader gives the records of a text one after the other. It is for those who
// need them in order; chunks in parallel are the business of Piece.
type Reader struct {
	r    io.Reader
	sep  byte
	data []byte // read, and from pos on not yet given
	pos  int
	eof  bool
	err  error    // of r, given when all read before it has been
	at   Position // of data[pos]
}

// NewReader reads r, which starts at byte offset of its file.
func NewReader(r io.Reader, sep byte, offset int64) *Reader {
	return &Reader{r: r, sep: sep, data: make([]byte, 0, 256<<10), at: Begin(offset).At}
}

// Next points rec to the next record, until the call after it. The error is
// io.EOF behind the last, a LongRecord, or that of the reader.
func (r *Reader) Next(rec *Record) error {
	for {
		n, ok := First(r.data[r.pos:], r.sep, r.eof, rec)
		if ok {
			lines := bytes.Count(r.data[r.pos:r.pos+n], []byte{'\n'})
			rec.Line += r.at.Line - 1
			rec.Byte += r.at.Byte
			r.pos += n
			r.at = Position{Line: r.at.Line + int64(lines), Byte: r.at.Byte + int64(n)}
			return nil
		}
		if r.eof {
			return io.EOF
		}
		if r.err != nil {
			return r.err
		}
		if len(r.data)-r.pos > MaxRecordBytes {
			return LongRecord{Lines: r.at.Line - 1, Bytes: r.at.Byte}
		}
		r.fill()
	}
}

// fill reads more behind what is not yet given. What lexing in vain costs is
// bounded, as the memory doubles.
func (r *Reader) fill() {
	rest := len(r.data) - r.pos
	if rest > cap(r.data)/2 {
		r.data = append(make([]byte, 0, 2*cap(r.data)), r.data[r.pos:]...)
	} else {
		r.data = append(r.data[:0], r.data[r.pos:]...)
	}
	r.pos = 0
	for len(r.data) < cap(r.data) && !r.eof && r.err == nil {
		n, err := r.r.Read(r.data[len(r.data):cap(r.data)])
		r.data = r.data[:len(r.data)+n]
		if err == io.EOF {
			r.eof = true
		} else {
			r.err = err
		}
	}
}
