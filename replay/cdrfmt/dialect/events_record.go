package dialect

import (
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Keep leaves those cells of Record empty that a layout of Joined does not read.
func (e *EventReader) Keep(legs *Layout) {
	e.kept = make([]bool, legs.width)
	e.kept[0] = legs.flagged
	for f := range cdr.Field(cdr.NumFields) {
		if !legs.reads(f) {
			continue
		}
		for _, c := range legs.columns[f] {
			if e.kept[c.index] = true; c.clockAt > 0 {
				e.kept[c.clockAt-1] = true
			}
		}
	}
}

// empty adds an empty cell if the next one is left empty.
func (e *EventReader) empty() bool {
	empty := e.kept != nil && !e.kept[len(e.cells)]
	if empty {
		e.cells = append(e.cells, nil)
	}
	return empty
}

// Record makes the cells of the leg that a record, which is a row and stands
// for it, was joined to: what joining made, and the record's own. They are valid
// until the next call.
func (e *EventReader) Record(r *lex.Record, l *joining.Leg) [][]byte {
	e.cells, e.text = e.cells[:0], e.text[:0]
	e.begin(r)
	e.flags(l)
	e.second(l.StartUs, l.Digits)
	e.second(l.AnswerUs, l.Digits)
	e.second(l.EndUs, l.Digits)
	e.millis(l.StartUs, l.EndUs, false)
	e.millis(l.AnswerUs, l.EndUs, l.StartUs != 0)
	if e.layout.events.kind == channelEvents {
		e.channelCells(r, l)
	} else {
		e.transactionCells(l)
	}
	for i := range e.layout.width {
		if !e.empty() {
			e.cells = append(e.cells, e.d.cellAt(r, i))
		}
	}
	return e.cells
}

// add appends cells.
func (e *EventReader) add(cells ...[]byte) { e.cells = append(e.cells, cells...) }

// made appends the cell whose text begins at from.
func (e *EventReader) made(from int) { e.add(e.text[from:len(e.text):len(e.text)]) }

// flags is the cell of Layout.flagged: empty where there are none.
func (e *EventReader) flags(l *joining.Leg) {
	var flags cdr.Flags
	if l.Guessed {
		flags |= cdr.FlagClockGuessed
	}
	if l.Derived {
		flags |= cdr.FlagEndDerived
	}
	from := len(e.text)
	if flags != 0 {
		e.text = strconv.AppendUint(e.text, uint64(flags), 10)
	}
	e.made(from)
}

// second is a time as seconds since 1970, with a fraction if its source has
// one; 0 is none.
func (e *EventReader) second(us int64, digits uint8) {
	if e.empty() {
		return
	}
	from := len(e.text)
	if us != 0 {
		e.text = strconv.AppendInt(e.text, us/1_000_000, 10)
		if digits > 0 || us%1_000_000 != 0 {
			e.text = append(e.text, '.')
			for f, n := us%1_000_000, int64(100_000); n > 0; n /= 10 {
				e.text = append(e.text, byte('0'+f/n%10))
			}
		}
	}
	e.made(from)
}

// millis is the time between two instants; where the first is not known it is
// none, or 0.
func (e *EventReader) millis(fromUs, toUs int64, zero bool) {
	if e.empty() {
		return
	}
	from := len(e.text)
	switch {
	case fromUs != 0:
		e.text = strconv.AppendInt(e.text, (toUs-fromUs)/1000, 10)
	case zero:
		e.text = append(e.text, '0')
	}
	e.made(from)
}

// transactionCells are the cells that a leg of SIP transactions adds to its
// times. An answered call was cleared normally, whatever became of its BYE.
func (e *EventReader) transactionCells(l *joining.Leg) {
	status := l.Code
	if l.Cleared {
		status = 200
	}
	e.number(status)
	e.number(l.Code)
	if !e.empty() {
		from := len(e.text)
		e.text = append(e.text, l.EndedBy.String()...)
		e.made(from)
	}
	e.number(l.Attempt)
}

// number is a number; 0 is none.
func (e *EventReader) number(n uint16) {
	if e.empty() {
		return
	}
	from := len(e.text)
	if n != 0 {
		e.text = strconv.AppendUint(e.text, uint64(n), 10)
	}
	e.made(from)
}
