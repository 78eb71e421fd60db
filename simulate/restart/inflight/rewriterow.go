package inflight

import "github.com/cdrlab/cdrlab/replay/cdr"

// rowOf is a row of a batch that may be changed.
type rowOf struct {
	batch *cdr.Batch
	row   int
}

// name is the value of a Code column, "" for none.
func (w rowOf) name(f cdr.Field) string {
	c := w.batch.Column(f)
	if !present(c, w.row) {
		return ""
	}
	return c.Name(w.row)
}

// set gives a Time or Int field a value, where the batch has the column.
func (w rowOf) set(f cdr.Field, v int64) {
	c := w.batch.Column(f)
	if c == nil {
		return
	}
	c.Ints[w.row] = v
	if c.Valid != nil {
		c.Valid[w.row>>3] |= 1 << (w.row & 7)
	}
}

// clear takes a field's value away.
func (w rowOf) clear(f cdr.Field) {
	c := w.batch.Column(f)
	if c == nil {
		return
	}
	if c.Valid == nil { // all were valid
		c.Valid = make([]byte, w.batch.Rows>>3+1)
		for i := range c.Valid {
			c.Valid[i] = 0xff
		}
	}
	c.Valid[w.row>>3] &^= 1 << (w.row & 7)
}

// shift puts times off, where they have a value.
func (w rowOf) shift(us int64, list ...cdr.Field) {
	for _, f := range list {
		if c := w.batch.Column(f); present(c, w.row) {
			c.Ints[w.row] += us
		}
	}
	w.settle()
}

// unanswered ends the leg without an answer.
func (w rowOf) unanswered(cause string, endUs int64) {
	w.clear(cdr.AnswerTime)
	for _, f := range []cdr.Field{cdr.ProgressTime, cdr.ProgressMediaTime} {
		if c := w.batch.Column(f); present(c, w.row) && c.Ints[w.row] > endUs {
			w.clear(f)
		}
	}
	w.set(cdr.EndTime, endUs)
	w.cause(cause)
	w.settle()
}

// cause changes why the leg ended; what else told it is gone.
func (w rowOf) cause(name string) {
	if c := w.batch.Column(cdr.HangupCause); c != nil {
		c.Codes[w.row] = c.Dict.CodeOf(name)
		if c.Valid != nil {
			c.Valid[w.row>>3] |= 1 << (w.row & 7)
		}
	}
	code, _ := cdr.CauseCode(name)
	w.set(cdr.HangupCauseCode, int64(code))
	w.clear(cdr.HangupCauseRaw)
	w.clear(cdr.SIPCode)
	w.clear(cdr.HangupDisposition)
}

// settle makes durations follow from times.
func (w rowOf) settle() {
	end, start, answer := w.batch.Column(cdr.EndTime), w.batch.Column(cdr.StartTime), w.batch.Column(cdr.AnswerTime)
	if present(answer, w.row) && answer.Ints[w.row] > end.Ints[w.row] {
		answer.Ints[w.row] = end.Ints[w.row]
	}
	w.set(cdr.DurationMs, (end.Ints[w.row]-start.Ints[w.row])/1000)
	talk := int64(0)
	if present(answer, w.row) {
		talk = (end.Ints[w.row] - answer.Ints[w.row]) / 1000
	}
	w.set(cdr.BillsecMs, talk)
}
