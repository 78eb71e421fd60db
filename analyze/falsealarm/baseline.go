package falsealarm

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Baseline is the usual traffic of a cause as a record shows it: what false
// alarms are counted against.
type Baseline struct {
	// Usual is the recorded rate by hour of the week, by hour of the day or, of
	// less than two days, one rate. Upper is the upper limit of each of its
	// rates at the asked confidence: what the usual rate may be in truth.
	Usual, Upper Profile
	// Minutes and Events are what it rests on: the minutes that are usual.
	Minutes int
	Events  uint64
	// Dispersions tell how far the counts scatter around Usual, from windows of
	// a minute to windows of an hour.
	Dispersions []Dispersion

	record  *Record
	minutes []minute
}

// leastSlotMinutes is how many usual minutes a slot of the cycle needs.
const leastSlotMinutes = 60

// NewBaseline learns the usual traffic of a record. Confidence is that of
// the upper limits, 0.5 to less than 1. A rate by hour of the week needs two
// recorded hours of each, by hour of the day two days.
func NewBaseline(r *Record, confidence float64) (*Baseline, error) {
	if err := r.validate(); err != nil {
		return nil, err
	}
	b := &Baseline{record: r, minutes: r.minutes()}
	for _, m := range b.minutes {
		if m.usual {
			b.Minutes++
			b.Events += m.events
		}
	}
	if b.Minutes < leastSlotMinutes {
		return nil, fmt.Errorf("record: %d minutes outside of incidents, want at least an hour", b.Minutes)
	}
	if b.Events == 0 {
		return nil, fmt.Errorf("record: no event in %d minutes, want at least one to tell a rate from", b.Minutes)
	}
	var slots []slotRecord
	for _, hours := range []int{7 * 24, 24, 1} {
		if slots = b.slots(hours); enough(slots, len(b.minutes)) {
			break
		}
	}
	b.Usual.SlotMinutes = 60
	for _, s := range slots {
		b.Usual.RatesPerSec = append(b.Usual.RatesPerSec, float64(s.events)/float64(s.minutes*60))
	}
	b.Dispersions = b.disperse()
	return b, b.limit(slots, confidence)
}

// slotRecord is what the record holds of a slot.
type slotRecord struct {
	minutes int
	events  uint64
}

func (b *Baseline) slots(hours int) []slotRecord {
	list := make([]slotRecord, hours)
	for i, m := range b.minutes {
		if m.usual {
			s := &list[b.record.slotOf(i, 60, hours)]
			s.minutes++
			s.events += m.events
		}
	}
	return list
}

// enough tells whether a cycle is in the record twice, but for some minutes.
func enough(slots []slotRecord, minutes int) bool {
	if len(slots) == 1 {
		return true
	}
	for _, s := range slots {
		if s.minutes < leastSlotMinutes {
			return false
		}
	}
	return minutes >= 2*60*len(slots)
}

// limit sets the upper limits. Events that come in batches tell less of their
// rate: n of them as much as n by the dispersion that come one by one.
func (b *Baseline) limit(slots []slotRecord, confidence float64) error {
	batch := b.Dispersion(meter.Day)
	b.Upper.SlotMinutes = b.Usual.SlotMinutes
	for _, s := range slots {
		batches := uint64(float64(s.events) / batch)
		if float64(batches)*batch < float64(s.events) {
			batches++
		}
		upper, err := PoissonUpper(batches, confidence)
		if err != nil {
			return err
		}
		b.Upper.RatesPerSec = append(b.Upper.RatesPerSec, upper*batch/float64(s.minutes*60))
	}
	return nil
}

// UsualTraffic is the traffic as recorded, scattered as an average of the
// metric sees it: what Judge holds against the record.
func (b *Baseline) UsualTraffic(m meter.Metric) Traffic {
	return Traffic{Metric: m, Profile: b.Usual, Dispersion: b.Dispersion(m)}
}

// UpperTraffic is the same at the upper limits of the rates: what thresholds
// are safely chosen for.
func (b *Baseline) UpperTraffic(m meter.Metric) Traffic {
	return Traffic{Metric: m, Profile: b.Upper, Dispersion: b.Dispersion(m)}
}
