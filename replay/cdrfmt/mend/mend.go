package mend

import (
	"bytes"
	"io"
)

// Mend is one thing that is done to a text before its records are told apart.
type Mend uint8

const (
	// UTF16LE and UTF16BE decode UTF-16, which spreadsheets call "Unicode text".
	UTF16LE Mend = iota
	UTF16BE
	// CarriageReturns makes each carriage return that stands alone a line feed.
	CarriageReturns
	// QuotedLines takes the quotes off lines that were taken for one field each.
	QuotedLines
	// Unbroken ends each row of FreeSWITCH's built-in template in a line feed:
	// mod_cdr_csv writes none where its configured template is missing.
	Unbroken

	numMends = iota
)

var remarks = [numMends]string{
	"UTF-16 text; bytes of rejected rows count in UTF-8",
	"UTF-16 text; bytes of rejected rows count in UTF-8",
	"lines end in a carriage return alone",
	"each line is quoted as a whole; the outer quotes are taken off, and every row counts as repaired",
	"rows without line ends are told apart by their semicolons, a line each, and every row counts as repaired",
}

// Remark tells a person what is done.
func (m Mend) Remark() string { return remarks[m] }

// Repairs tells whether the rows were broken, and not only encoded in another way.
func (m Mend) Repairs() bool { return m == QuotedLines || m == Unbroken }

// Of is what has to be done to a text, in this order. head is its beginning;
// whole says that it is all of it.
func Of(head []byte, whole bool) []Mend {
	var list []Mend
	add := func(m Mend) {
		list = append(list, m)
		head, _ = m.step()(nil, head, whole)
	}
	if m, ok := utf16Of(head); ok {
		add(m)
	}
	if endsInCarriageReturns(head) {
		add(CarriageReturns)
	}
	switch {
	case isQuotedLines(head):
		add(QuotedLines)
	case isUnbroken(head):
		add(Unbroken)
	}
	return list
}

// Reader is r with all of the mends applied.
func Reader(r io.Reader, list []Mend) io.Reader {
	for _, m := range list {
		r = &reader{from: r, step: m.step()}
	}
	return r
}

// step appends to dst what becomes of src, and tells how much of it was used:
// what is left comes again, with more behind it unless last is set.
type step func(dst, src []byte, last bool) (out []byte, used int)

func (m Mend) step() step {
	switch m {
	case UTF16LE:
		return decodeUTF16(false)
	case UTF16BE:
		return decodeUTF16(true)
	case CarriageReturns:
		return breakAtReturns
	case QuotedLines:
		return unquoteLines
	}
	return new(breaker).step
}

// bufferBytes is how much is read at a time.
const bufferBytes = 1 << 16

// reader applies a step to what it reads.
type reader struct {
	from io.Reader
	step step
	in   []byte // read and not used
	out  []byte // made
	at   int    // how much of it was given
	err  error  // of from
}

func (r *reader) Read(p []byte) (int, error) {
	for r.at == len(r.out) {
		if r.err != nil {
			return 0, r.err
		}
		r.fill()
	}
	n := copy(p, r.out[r.at:])
	r.at += n
	return n, nil
}

// fill reads once and applies the step. Only at the end of the text, not at
// another error, what is left is the last.
func (r *reader) fill() {
	if len(r.in) == cap(r.in) { // all of it is one line so far
		r.in = append(make([]byte, 0, 2*cap(r.in)+bufferBytes), r.in...)
	}
	n, err := r.from.Read(r.in[len(r.in):cap(r.in)])
	r.in, r.err = r.in[:len(r.in)+n], err
	out, used := r.step(r.out[:0], r.in, err == io.EOF)
	r.out, r.at = out, 0
	r.in = r.in[:copy(r.in, r.in[used:])]
}

// firstLines are at most n lines of a head that are not blank, without their
// ends; the last only if it ends in the head or is the only one.
func firstLines(head []byte, n int) [][]byte {
	var lines [][]byte
	for len(lines) < n {
		line, rest, ended := bytes.Cut(head, []byte{'\n'})
		if !ended && len(lines) > 0 {
			break
		}
		if line = bytes.TrimRight(line, "\r"); len(line) > 0 {
			lines = append(lines, line)
		}
		if head = rest; !ended {
			break
		}
	}
	return lines
}
