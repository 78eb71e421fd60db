package dialect

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// deriveStrip fills an end, a start or a duration that no column holds from
// the other two, as derive does.
func (d *Decoder) deriveStrip(n int) int {
	s := &d.run.derived
	start, end, duration := d.run.byField[cdr.StartTime], d.run.byField[cdr.EndTime], d.run.byField[cdr.DurationMs]
	from, with, factor := start, duration, int64(1000)
	least, most, flag := int64(math.MinInt64), int64(math.MaxInt64), cdr.Flags(0)
	switch {
	case s.field == cdr.EndTime && d.layout.endsByTalk():
		return d.deriveTalkStrip(n)
	case s.field == cdr.EndTime:
		least, most, flag = minEndMicros, maxEndMicros-1, cdr.FlagEndDerived
	case s.field == cdr.StartTime:
		from, factor, least = end, -1000, minEndMicros
	case s.field == cdr.DurationMs:
		from, with, factor, least, most = end, start, -1, 0, maxDurationMs*1000
	default:
		return n
	}
	s.clear()
	for i := range n {
		if from.isNull(i) || with.isNull(i) {
			if s.needed {
				return i
			}
			s.setNull(i)
			continue
		}
		s.ints[i] = from.ints[i] + factor*with.ints[i]
		if s.ints[i] < least || s.ints[i] > most {
			return i
		}
		if d.run.flags[i] |= flag; s.field == cdr.DurationMs {
			s.ints[i] /= 1000
		}
	}
	return n
}

// deriveTalkStrip fills an end as deriveByTalk does.
func (d *Decoder) deriveTalkStrip(n int) int {
	s, start, answer, talk := &d.run.derived, d.run.byField[cdr.StartTime], d.run.byField[cdr.AnswerTime], d.run.byField[cdr.BillsecMs]
	s.clear()
	for i := range n {
		from := start
		if answer != nil && !answer.isNull(i) {
			from = answer
		}
		if from.isNull(i) || talk.isNull(i) {
			return i
		}
		s.ints[i] = from.ints[i] + 1000*talk.ints[i]
		if s.ints[i] < minEndMicros || s.ints[i] >= maxEndMicros {
			return i
		}
		d.run.flags[i] |= cdr.FlagEndDerived
	}
	return n
}
