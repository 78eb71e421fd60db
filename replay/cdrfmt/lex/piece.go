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

// Piece lexes the chunks of a file, one at a time: Guess starts a chunk, Settle
// and Next give the records that END in it, and Leave what it leaves to the
// next one. Settle needs what the chunk before left. Where that is not known
// yet, Next may be called before it: the lines and bytes of the records that
// it gives are then counted from the start of the chunk. The zero Piece is
// ready and reuses its memory.
type Piece struct {
	seam, body chunk  // what spans the start of the chunk, and what follows the guess
	joined     []byte // memory of the seam
	data       []byte
	guess      int // where in data a record is thought to start
	sep        byte
	last       bool
	leading    int64 // records of the file that are not given

	seamAt, bodyAt Position // of the first byte of each one's data, in the line of its first record
	settled        bool
	before         int64 // records of the file before the chunk's
	lexed          int64 // records of the body
	unread         int   // of them that are to be given again
	err            error // a LongRecord relative to bodyAt
}

// LeaveOut chooses, for the files to come, how many records at their start are
// not given.
func (p *Piece) LeaveOut(leading int64) { p.leading = leading }

// Guess starts with data, chunk of a file whose last chunk says last, as if a
// record started after its first newline. The data must stay until the next
// Guess.
func (p *Piece) Guess(data []byte, sep byte, last bool) {
	p.data, p.sep, p.last = data, sep, last
	p.guess = bytes.IndexByte(data, '\n') + 1
	if p.guess == 0 {
		p.guess = len(data)
	}
	p.settled, p.bodyAt = false, Position{}
	p.begin(data, p.guess)
}

// begin starts to lex the body.
func (p *Piece) begin(data []byte, from int) {
	p.lexed, p.unread, p.err = 0, 0, nil
	p.body.begin(data, from, p.sep, p.last)
}

// Next lexes on and gives the next records behind the guess; none at the end of
// the chunk, or if Leave has an error to tell of.
func (p *Piece) Next() (run Run, ok bool) {
	if n := p.unread; n > 0 {
		p.unread = 0
		run = p.run(&p.body, p.bodyAt, p.bodyOrdinal())
		return run.Some(run.Len()-n, n), true
	}
	for p.err == nil {
		p.err = p.body.more()
		if len(p.body.records) == 0 {
			break
		}
		p.lexed += int64(len(p.body.records))
		run = p.run(&p.body, p.bodyAt, p.bodyOrdinal())
		if run.Len() > 0 {
			return run, true
		}
	}
	return Run{}, false
}

// Unread makes Next give the last records of the run that it gave last again.
func (p *Piece) Unread(records int) { p.unread = records }

// bodyOrdinal is how many records of the file come before the body's block.
func (p *Piece) bodyOrdinal() int64 {
	n := p.lexed - int64(len(p.body.records))
	if p.settled {
		n += p.before + int64(len(p.seam.records))
	}
	return n
}

// run is the records at hand of a chunk, of which so many lie before in the
// file, without leading ones.
func (p *Piece) run(c *chunk, at Position, before int64) Run {
	run := Run{
		c.data, c.records, c.cut.places, &c.bounds, at,
		before, int32(c.lines), p.last && c == &p.body && c.over(),
	}
	if leading := p.leading - before; p.settled && leading > 0 {
		return run.Some(int(min(leading, int64(len(run.records)))), len(run.records))
	}
	return run
}

// Settle takes what the chunk before left and gives the records, at most one,
// that span the start of the chunk up to the guess. What Next gave before
// stands if the guess was right, and it goes on from there; else it starts
// again.
func (p *Piece) Settle(before Carry) (seam Run, stand bool) {
	p.settled, p.before, p.seamAt = true, before.Records, before.At
	p.joined = append(append(p.joined[:0], before.Head...), p.data[:p.guess]...)
	p.seam.begin(p.joined, 0, p.sep, p.last && p.guess == len(p.data))
	if err := p.seam.more(); err != nil {
		p.err, p.bodyAt = err, p.seamAt
		return Run{}, false
	}
	if p.seam.rest < len(p.joined) { // a record spans the guess
		p.seam.records = p.seam.records[:0]
		p.joined = append(p.joined, p.data[p.guess:]...)
		p.bodyAt = p.seamAt
		p.begin(p.joined, 0)
		return Run{}, false
	}
	p.bodyAt = p.seamAt.after(p.seam.lines, len(p.joined)-p.guess)
	if stand = p.lexed == 0 || p.before >= p.leading; !stand {
		p.begin(p.data, p.guess)
	}
	seam = p.run(&p.seam, p.seamAt, p.before)
	after, _ := skipBlank(p.data, p.guess, true)
	seam.final = p.last && after == len(p.data)
	return seam, stand
}

// Again makes Next give all behind the guess once more, if what it gave before
// Settle stands.
func (p *Piece) Again() { p.begin(p.data, p.guess) }

// Origin is, once settled, what the lines and bytes of the records that were
// given before Settle are counted from.
func (p *Piece) Origin() Position { return p.bodyAt }

// Leave is, when Next has given all, what remains of the chunk behind its
// whole records. Its error is a LongRecord relative to the start of the file.
func (p *Piece) Leave() (Carry, error) {
	if long, ok := p.err.(LongRecord); ok {
		return Carry{}, LongRecord{Lines: p.bodyAt.Line - 1 + long.Lines, Bytes: p.bodyAt.Byte + long.Bytes}
	}
	c := &p.body
	return Carry{
		Head:    bytes.Clone(c.data[c.rest:]),
		At:      p.bodyAt.after(c.lines, c.rest),
		Records: p.before + int64(len(p.seam.records)) + p.lexed,
	}, nil
}
