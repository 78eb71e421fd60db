package lex

import "bytes"

// Carry is what a chunk of a file leaves to the next one.
type Carry struct {
	// Head is the beginning of a record that does not end in the chunk; it may
	// be empty. The next chunk continues it.
	Head []byte
	// At is where Head starts.
	At Position
	// Records is how many whole records lie before Head.
	Records int64
}

// Begin is what comes before the first chunk of a file, which starts at offset
// (3 behind a byte order mark, else 0).
func Begin(offset int64) Carry { return Carry{At: Position{Line: 1, Byte: offset}} }

// Piece lexes the chunks of a file, one at a time: first Guess, then, with
// what the chunk before it left, Settle; then Record gives the records that
// END in the chunk. The zero Piece is ready and reuses its memory.
type Piece struct {
	seam, body Chunk  // records that end before the guess, and behind it
	joined     []byte // memory of the seam
	data       []byte
	guess      int // where in data a record is thought to start
	sep        byte
	last       bool
	wanted     []wanted
	err        error

	seamAt, bodyAt Position // of the first byte of each one's data, in the line of its first record
	ordinal        int64
}

// wanted is where the places of a wanted field are among those of a record.
type wanted struct {
	before int32 // the end of the field before it, -1 of the first
	end    int32
}

// Want chooses the fields, ascending, that the runs of the chunks to come give.
func (p *Piece) Want(fields []int) {
	var ends []int
	p.wanted = p.wanted[:0]
	for _, field := range fields {
		w := wanted{before: -1}
		if field > 0 {
			if len(ends) == 0 || ends[len(ends)-1] != field-1 {
				ends = append(ends, field-1)
			}
			w.before = int32(len(ends) - 1)
		}
		w.end = int32(len(ends))
		ends = append(ends, field)
		p.wanted = append(p.wanted, w)
	}
	p.seam.cut.want(ends)
	p.body.cut.want(ends)
}

// Guess lexes data, chunk of a file whose last chunk says last, as if a record
// started after its first newline. The chunk is kept until the next Guess.
func (p *Piece) Guess(data []byte, sep byte, last bool) {
	p.data, p.sep, p.last = data, sep, last
	p.guess = bytes.IndexByte(data, '\n') + 1
	if p.guess == 0 {
		p.guess = len(data)
	}
	p.err = p.body.Lex(data, p.guess, sep, last)
}

// Settle verifies the guess against what the chunk before left, lexes again if
// it was wrong, and gives what this chunk leaves. Its error is a LongRecord
// relative to the start of the file.
func (p *Piece) Settle(before Carry) (Carry, error) {
	p.seamAt, p.ordinal = before.At, before.Records
	p.joined = append(append(p.joined[:0], before.Head...), p.data[:p.guess]...)
	if err := p.seam.Lex(p.joined, 0, p.sep, p.last && p.guess == len(p.data)); err != nil {
		return Carry{}, p.fromStart(err, p.seamAt)
	}
	if p.seam.rest < len(p.joined) { // a record spans the guess
		return p.spanning(before)
	}
	p.bodyAt = p.seamAt.after(p.seam.lines, len(p.joined)-p.guess)
	if p.err != nil {
		return Carry{}, p.fromStart(p.err, p.bodyAt)
	}
	return p.leave(&p.body, p.bodyAt), nil
}

// spanning lexes the chunk from the start of the record that spans the guess.
func (p *Piece) spanning(before Carry) (Carry, error) {
	p.joined = append(p.joined, p.data[p.guess:]...)
	if err := p.seam.Lex(p.joined, 0, p.sep, p.last); err != nil {
		return Carry{}, p.fromStart(err, p.seamAt)
	}
	p.body.records = p.body.records[:0]
	return p.leave(&p.seam, p.seamAt), nil
}

// leave is what remains of the chunk behind the whole records of c.
func (p *Piece) leave(c *Chunk, at Position) Carry {
	return Carry{
		Head:    bytes.Clone(c.data[c.rest:]),
		At:      at.after(c.lines, c.rest),
		Records: p.ordinal + int64(p.Len()),
	}
}

func (p *Piece) fromStart(err error, at Position) error {
	if long, ok := err.(LongRecord); ok {
		return LongRecord{Lines: at.Line - 1 + long.Lines, Bytes: at.Byte + long.Bytes}
	}
	return err
}

// Len is how many records end in the chunk.
func (p *Piece) Len() int { return p.seam.Len() + p.body.Len() }

// Ordinal is how many records of the file come before the chunk's.
func (p *Piece) Ordinal() int64 { return p.ordinal }

// Record points r to record i of the chunk, from 0.
func (p *Piece) Record(i int, r *Record) {
	run := p.Run(i, 1)
	run.Record(0, r)
}
