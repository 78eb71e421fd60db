package falsealarm

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Dispersion is how far the numbers of events in windows of one length scatter
// around what the usual rate lets expect.
type Dispersion struct {
	// WindowMinutes is the length, Windows how many of them were whole and
	// usual.
	WindowMinutes, Windows int
	// Index is the mean of (found - expected)^2 / expected: about 1 of events
	// that come independently of each other, more of events in batches or of a
	// rate that is not the same in every week.
	Index float64
	// Sigmas is by how many standard errors Index is above 1.
	Sigmas float64
}

// scattered is from how many standard errors on an index is not 1.
const scattered = 3

var dispersionMinutes = [...]int{1, 5, 15, 60}

// Dispersion is the index that an average of the metric is modelled with: the
// highest of the windows its memory holds, of those that are clearly above 1;
// else 1.
func (b *Baseline) Dispersion(m meter.Metric) float64 {
	worst := 1.0
	for _, d := range b.Dispersions {
		if d.WindowMinutes <= m.Minutes() && d.Sigmas > scattered {
			worst = max(worst, d.Index)
		}
	}
	return min(worst, maxDispersion)
}

func (b *Baseline) disperse() []Dispersion {
	var list []Dispersion
	for _, minutes := range dispersionMinutes {
		if d, ok := b.dispersion(minutes); ok {
			list = append(list, d)
		}
	}
	return list
}

// dispersion is that of windows of so many minutes, and false if there are too
// few of them to tell.
func (b *Baseline) dispersion(minutes int) (Dispersion, bool) {
	d := Dispersion{WindowMinutes: minutes}
	slots := len(b.Usual.RatesPerSec)
	var squares, spread float64
	for from := 0; from+minutes <= len(b.minutes); from += minutes {
		var found, expected float64
		usual := true
		for i, m := range b.minutes[from : from+minutes] {
			usual = usual && m.usual
			found += float64(m.events)
			expected += float64(60 * b.Usual.RatesPerSec[b.record.slotOf(from+i, b.Usual.SlotMinutes, slots)])
		}
		if !usual || expected == 0 {
			continue
		}
		d.Windows++
		squares += float64((found-expected)*(found-expected)) / expected
		// Variance of a Poisson number's square distance, by its mean squared.
		spread += 2 + 1/expected
	}
	free := float64(d.Windows - slots) // each slot's rate is fitted
	if free < 10 {
		return d, false
	}
	d.Index = squares / free
	d.Sigmas = (d.Index - 1) * free / math.Sqrt(spread)
	return d, true
}
