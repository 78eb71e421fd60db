package falsealarm

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Verdict is whether a model may be trusted, by what it says of the record it
// was made from.
type Verdict struct {
	// Levels are thresholds at which the model expects a few firings in the
	// record, rarest last. None, if the record is too short for any.
	Levels []Level
	// Trusted is false if some level fired far more often than expected, or
	// if there is none.
	Trusted bool
	// Reason says in words why it is not trusted, "" if it is.
	Reason string
}

// Level is one comparison of model and record.
type Level struct {
	Threshold float64
	// Expected and Found are false firings in the usual minutes.
	Expected float64
	Found    uint64
	// Chance is that of as many or more, if the model is right.
	Chance float64
}

// unlikely is the chance, of all levels together, below which a model is not
// believed.
const unlikely = 0.01

// expectedFirings are the numbers of firings at which levels are looked for.
var expectedFirings = [...]float64{30, 10, 3, 1, 0.3}

const (
	// memories is how many spans of an average it takes to forget an incident
	// or the beginning of the record.
	memories = 3
	// apart is how many spans must lie between firings, so that each is
	// independent of the one before.
	apart = 10
)

// Judge holds an outlook of the usual traffic against the record. An outlook of
// the upper limits passes more easily.
func (b *Baseline) Judge(o *Outlook) (*Verdict, error) {
	clear, checks := b.clearChecks(o.traffic.Metric)
	v := &Verdict{}
	weeks := float64(checks) / minutesPerWeek
	for _, expected := range expectedFirings {
		perWeek := expected / max(weeks, 1e-6)
		if float64(checks) < expected*apart*float64(o.traffic.Metric.Minutes()) || perWeek > minutesPerWeek {
			continue
		}
		threshold, err := o.Threshold(perWeek)
		if err != nil {
			return nil, err
		}
		v.Levels = append(v.Levels, Level{Threshold: threshold})
	}
	if len(v.Levels) == 0 || expectedFirings[len(expectedFirings)-len(v.Levels)] < 1 {
		v.Levels = nil
		v.Reason = fmt.Sprintf("the record is too short to check the model: %d minutes outside of incidents, want %d",
			checks, apart*o.traffic.Metric.Minutes())
		return v, nil
	}
	b.findFirings(o.traffic.Metric, clear, v.Levels)
	v.Trusted = true
	for i := range v.Levels {
		l := &v.Levels[i]
		l.Expected = b.expect(o, l.Threshold, clear)
		l.Chance = poissonAtLeast(l.Found, l.Expected)
		if v.Trusted && l.Chance < unlikely/float64(len(v.Levels)) {
			v.Trusted = false
			v.Reason = fmt.Sprintf("at threshold %.6g the model expects %.3g firings in the record, which has %d: the traffic is less regular than the model",
				l.Threshold, l.Expected, l.Found)
		}
	}
	return v, nil
}

// clearChecks tells of the check at each minute's end whether the average
// remembers no incident and not the beginning of the record, and their number.
func (b *Baseline) clearChecks(m meter.Metric) (clear []bool, n int) {
	clear = make([]bool, len(b.minutes))
	since := 0
	for i, minute := range b.minutes {
		if since++; !minute.usual {
			since = 0
		}
		if clear[i] = since > memories*m.Minutes(); clear[i] {
			n++
		}
	}
	return clear, n
}

// expect is how many firings the model expects to begin at the clear checks.
func (b *Baseline) expect(o *Outlook, threshold float64, clear []bool) float64 {
	p := o.traffic.Profile
	perSlot := o.fine.firings(o.limitPerSec(threshold))
	var sum float64
	for i, ok := range clear {
		if ok {
			sum += perSlot[b.record.slotOf(i, p.SlotMinutes, len(perSlot))] / float64(p.SlotMinutes)
		}
	}
	return sum
}

// findFirings counts the firings of each level that begin at the clear checks
// of the record, with a meter that is checked at the end of each minute.
func (b *Baseline) findFirings(metric meter.Metric, clear []bool, levels []Level) {
	m := meter.Born()
	exceeded := make([]bool, len(levels))
	events := b.record.Events
	for len(events) > 0 && int64(events[0].Second) < b.record.SinceSec {
		events = events[1:]
	}
	for i := range clear {
		for tick := 1; tick <= ticksPerCheck; tick++ {
			end := b.record.SinceSec + int64(i)*60 + int64(tick)*meter.TickSec
			for len(events) > 0 && int64(events[0].Second) < end {
				m.Mark(events[0].N)
				events = events[1:]
			}
			m.Tick()
		}
		for k := range levels {
			now := m.Rates[metric] > metric.LimitPerSecond(levels[k].Threshold)
			if now && !exceeded[k] && clear[i] {
				levels[k].Found++
			}
			exceeded[k] = now
		}
	}
}
