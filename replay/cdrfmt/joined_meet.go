package cdrfmt

import (
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// meet makes the block of a chunk. It is false if the chunk is not what it was
// at its first reading.
func (e *eventRows) meet(data []byte, last bool, begin *chunkBegin, t *tally) (after lex.Carry, ok bool) {
	e.lexed.Guess(data, e.src.rows.Separator(), last)
	seam, _ := e.lexed.Settle(begin.Carry)
	e.header = begin.header
	e.block.Reset()
	m := meeting{eventRows: e, begin: begin, tally: t}
	m.run(&seam)
	m.record, m.number = behindSeam, behindSeam
	for !m.changed {
		run, ok := e.lexed.Next()
		if !ok {
			break
		}
		m.run(&run)
	}
	e.depart()
	after, err := e.lexed.Leave()
	return after, err == nil && !m.changed && m.number == int(begin.rows)
}

// arrive moves to what the next record was made of, if a translator made it,
// and adds what stands before that and is no row.
func (e *eventRows) arrive() {
	for b := e.made.block; b != nil; {
		r := &b.Rows[e.made.next]
		e.made.next++
		if e.at = r; r.Verdict == translate.Leg {
			return
		}
		e.block.Rows = append(e.block.Rows, *r)
	}
}

// depart adds what stands behind the last record.
func (e *eventRows) depart() {
	if b := e.made.block; b != nil {
		e.block.Rows = append(e.block.Rows, b.Rows[e.made.next:]...)
		e.made.next = len(b.Rows)
	}
}

// meeting is the meeting of the records of a chunk with the outcomes of its
// rows.
type meeting struct {
	*eventRows
	begin          *chunkBegin
	tally          *tally
	record, number int  // of the next record and row
	changed        bool // the text is not what it was
}

// run takes the records of a run.
func (m *meeting) run(run *lex.Run) {
	for i := range run.Len() {
		odd := m.begin.odd.has(m.record)
		m.record++
		m.arrive()
		if odd {
			run.Record(i, &m.eventRows.record)
			m.oddRecord()
			continue
		}
		if m.number >= len(m.outcomes.number) {
			m.changed = true
			return
		}
		o := m.outcomes.of(m.number)
		m.number++
		if o == nil {
			m.tally.accepted++
			m.tally.joined++
			continue
		}
		run.Record(i, &m.eventRows.record)
		m.met(o)
	}
}

// met adds the row at hand to the block.
func (e *eventRows) met(o *joining.Outcome) {
	r := e.origin()
	r.Reason = joinedReasons[o.Reason]
	switch o.Verdict {
	case joining.GivesLeg:
		e.lay()
		e.block.Add(r, e.events.Record(e.laid, &o.Leg))
		return
	case joining.Joined:
		r.Verdict = translate.Joined
	default:
		r.Verdict = translate.Repeated
	}
	e.block.Rows = append(e.block.Rows, r)
}

// oddRecord adds the record at hand to the block, which is no row.
func (e *eventRows) oddRecord() {
	r := e.origin()
	switch verdict, why := e.read(); verdict {
	case dialect.HeaderAgain:
		r.Verdict, r.Reason = translate.Passed, "another header, whose columns hold below it"
	case dialect.Rejected:
		r.Verdict, r.Column, r.Reason = translate.Rejected, why.Column, why.Reason
	default:
		return
	}
	e.block.Rows = append(e.block.Rows, r)
}

// origin is the record at hand, whose text stays until the next chunk.
func (e *eventRows) origin() translate.Row {
	if e.made.block != nil {
		return translate.Row{Line: e.at.Line, Byte: e.at.Byte, Raw: e.at.Raw}
	}
	return translate.Row{Line: e.record.Line, Byte: e.record.Byte, Raw: e.record.Raw}
}

// joinedReasons tell a person why a call gives no leg, or what its leg lacks.
var joinedReasons = [joining.NumReasons]string{
	joining.NoBye:    "an answered call without its BYE in the inputs: its end is not known, so it gives no leg",
	joining.NoFinal:  "a call without a final reply in the inputs: it gives no leg",
	joining.NoInvite: "of a call whose INVITE and BYE are not in the inputs: it gives no leg",
	joining.NoCall:   "a message that belongs to no call: it gives no leg",
	joining.NoHangup: "a channel with neither HANGUP nor CHAN_END in the inputs: its end is not known, so it gives no leg",
	joining.NoStart:  "a call that began before the inputs do: its leg has an end, but neither start nor answer",
}
