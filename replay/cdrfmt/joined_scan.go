package cdrfmt

import (
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// eventLot is what the first reading takes of a part of a chunk.
type eventLot struct {
	lot
	header  *otherHeader // that holds behind it
	records int
	row     uint32 // the number of its next row
	odd     bitmap // the records that are no rows, of all of the chunk's
}

func (l *eventLot) reset(header *otherHeader, row uint32) {
	l.lot.reset()
	l.header, l.records, l.row, l.odd = header, 0, row, nil
}

// A chunk has at most one record at its seam, so its rows and records are
// numbered from 0 there and from 1 behind it.
const behindSeam = 1

// scanChunk reads a chunk for the first time.
func (w *worker) scanChunk(c *chunk) {
	var begin chunkBegin
	err := w.scan(c, &begin)
	select {
	case <-c.turn:
	case <-c.src.ctx.Done():
		return
	}
	if err != nil {
		w.sched.fail(c.src, err)
		return
	}
	c.src.begins = append(c.src.begins, begin)
	if c.last {
		c.src.closeFiles()
		w.sched.wait(c.src)
	}
	close(c.done)
}

// scan keeps what joining looks at of the rows of a chunk. Where its first
// record starts, and below which header, may turn out only by the chunk before:
// until then both are guessed.
func (w *worker) scan(c *chunk, begin *chunkBegin) (err error) {
	data, err := w.bytesOf(c)
	if err != nil {
		return err
	}
	defer w.release(c, &err)
	e := w.eventsOf(c.src)
	e.chunk = uint32(c.number)
	guessed := e.body.header
	e.body.reset(guessed, behindSeam)
	e.lexed.Guess(data, c.src.rows.Separator(), c.last)
	var known bool
	if begin.carry, known = left(c); !known {
		e.scanBody()
		select {
		case begin.carry = <-c.before:
		case <-c.src.ctx.Done():
			return nil // scanChunk sees it too
		}
	}
	stand := e.scanSeam(begin)
	if stand && e.seam.header != guessed {
		e.lexed.Again()
	}
	if !stand || e.seam.header != guessed {
		e.body.reset(e.seam.header, behindSeam)
	}
	e.scanBody()
	after, err := e.lexed.Leave()
	if err != nil {
		return tooLong(c.src.name, err)
	}
	c.after <- carry{after, e.body.header}
	e.tell(begin)
	for _, l := range [...]*lot{&e.seam.lot, &e.body.lot} {
		if err := w.joined.rows.add(c.src.ctx, l); err != nil {
			w.abort(err)
			return err
		}
	}
	return c.err
}

// eventsOf is the reader of the rows of a source.
func (w *worker) eventsOf(src *source) *eventRows {
	if w.events == nil || w.events.src != src || w.events.again != src.scanned {
		w.events = newEventRows(src)
	}
	return w.events
}

// scanSeam takes the record at the seam, if there is one, and tells whether the
// guess was right.
func (e *eventRows) scanSeam(begin *chunkBegin) (stand bool) {
	seam, stand := e.lexed.Settle(begin.Carry)
	e.seam.reset(begin.header, 0)
	e.scanRun(&seam, 0, &e.seam)
	return stand
}

// tell notes what was found out about the chunk.
func (e *eventRows) tell(begin *chunkBegin) {
	begin.rows, begin.odd = e.body.row, e.body.odd.or(e.seam.odd)
}

// scanBody takes the records behind the seam that are left.
func (e *eventRows) scanBody() {
	for {
		run, ok := e.lexed.Next()
		if !ok {
			return
		}
		e.scanRun(&run, behindSeam, &e.body)
	}
}

// scanRun takes the records of a run.
func (e *eventRows) scanRun(run *lex.Run, behind int, to *eventLot) {
	e.header = to.header
	for i := range run.Len() {
		run.Record(i, &e.record)
		if verdict, _ := e.read(); verdict != dialect.Accepted {
			to.odd = to.odd.with(behind + to.records)
		} else {
			e.row.At = joining.Place{Source: uint32(e.src.index), Chunk: e.chunk, Row: to.row}
			to.row++
			to.data = e.row.Append(to.data)
			to.end(partOfCall(e.row.Call.Hi))
		}
		to.records++
	}
	to.header = e.header
}
