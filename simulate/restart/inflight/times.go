package inflight

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// times reads the times of a batch's legs.
type times struct {
	start, progress, delay, answer, talk, end, digits *cdr.Column
}

func newTimes(b *cdr.Batch) *times {
	return &times{
		start: b.Column(cdr.StartTime), progress: b.Column(cdr.ProgressTime), delay: b.Column(cdr.ProgressMs),
		answer: b.Column(cdr.AnswerTime), talk: b.Column(cdr.BillsecMs), end: b.Column(cdr.EndTime), digits: b.Column(cdr.TimePrecision),
	}
}

func present(c *cdr.Column, row int) bool { return c != nil && !c.IsNull(row) }

// maxLegMs keeps offsets within an int32: 24 days.
const maxLegMs = math.MaxInt32

// leg is a row's, its end of set-up being Answered or Refused. It is false if
// the row has no start: then the leg begins when its set-up ends. Times of whole seconds are taken for the middle of
// their second, which they were cut down to.
func (t *times) leg(row int, census *Census) (leg Leg, ok bool) {
	end := t.end.Ints[row]
	ok = present(t.start, row)
	switch {
	case ok:
		leg.StartUs = t.start.Ints[row]
	case present(t.answer, row):
		leg.StartUs = t.answer.Ints[row]
	case present(t.talk, row):
		leg.StartUs = end - t.talk.Ints[row]*1000
	default:
		leg.StartUs = end
	}
	if end < leg.StartUs {
		census.EndBeforeStart++
		end = leg.StartUs
	}
	sinceStartMs := func(us int64) int32 { return int32(min(max(0, us-leg.StartUs)/1000, maxLegMs)) }
	leg.EndMs = sinceStartMs(end)
	leg.FinalMs, leg.Final = leg.EndMs, Refused
	switch {
	case present(t.answer, row):
		leg.FinalMs, leg.Final = min(sinceStartMs(t.answer.Ints[row]), leg.EndMs), Answered
	case present(t.talk, row) && t.talk.Ints[row] > 0:
		// Talk is rounded up, so it may be longer than the leg.
		leg.FinalMs, leg.Final = sinceStartMs(end-t.talk.Ints[row]*1000), Answered
	}
	leg.ProgressMs = -1
	switch {
	case present(t.progress, row):
		leg.ProgressMs = min(sinceStartMs(t.progress.Ints[row]), leg.FinalMs)
	case present(t.delay, row):
		leg.ProgressMs = min(sinceStartMs(leg.StartUs+t.delay.Ints[row]*1000), leg.FinalMs)
	}
	if present(t.digits, row) && t.digits.Ints[row] == 0 {
		census.WholeSeconds++
		leg.StartUs = floorSec(leg.StartUs) + halfSecondUs
		leg.WholeSeconds = true
	}
	return leg, ok
}

const halfSecondUs = 500_000

// RecordedStartUs is the start as the CDR has it.
func (l *Leg) RecordedStartUs() int64 {
	if l.WholeSeconds {
		return l.StartUs - halfSecondUs
	}
	return l.StartUs
}

// floorSec is the second of an instant, in microseconds.
func floorSec(us int64) int64 { return us - (us%1e6+1e6)%1e6 }
