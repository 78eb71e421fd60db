package replay

import (
	"cmp"
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// stretch is a part of a meter's life that has to be stepped through: from one
// of its events until a second. All else is quiet.
type stretch struct {
	from  int // index of the event
	until int64
}

// busyStretches are the stretches of a meter outside of which no check can
// alert, whatever the phase. Most meters of accounts are idle: their few busy
// hours are all that is stepped.
//
// It holds a bound B on each average that decays continuously. In exact
// arithmetic an average after tick k is the sum, over events of tick i <= k, of
// alpha*n/5*q^(k-i) with q = 1-alpha, where events of the first tick weigh n/5
// instead, since that tick sets the average. Two events s seconds apart are
// more than s/5 - 1 ticks apart at every phase, so the average is at most
//
//	B(t)/q, where B decays by q^(1/5) a second, and each event adds
//	alpha*n/5 to it, or n/5 in the first five seconds of the meter.
//
// Rounding moves an average by less than 3 parts in 2^53 a tick, relative to
// itself, so slack covers every tick of 400 years. What this bound decides is
// only where not to look; values and decisions always come from real ticks.
//
// A stretch need not begin at birth. Once an average is below 2^-54 of what an
// event adds to it, the sum is rounded to what the event adds: to the bit what
// a meter has whose averages were 0. That holds for the averages that may alert
// in the stretch; another one is too low there, and so is stepped from 0.
func busyStretches(events []count.Group, limits *meter.Values) []stretch {
	var all []stretch
	for m := range meter.Metric(meter.NumMetrics) {
		if limits[m] > 0 && len(events) > 0 {
			all = appendBusy(all, events, m, limits[m])
		}
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	joined := all[:0]
	for _, s := range all {
		if n := len(joined); n > 0 && int64(events[s.from].Second) <= joined[n-1].until {
			joined[n-1].until = max(joined[n-1].until, s.until)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

// appendBusy appends the stretches of one average.
func appendBusy(list []stretch, events []count.Group, m meter.Metric, limit float64) []stretch {
	const slack = 1 + 1e-6
	const absorbed = 1.0 / (1 << 54)
	alpha := meter.Alpha(m)
	q := 1 - alpha
	decayPerSec := math.Log(q) / meter.TickSec
	hot := limit * q / slack // B above this may mean an average above the limit
	first := int64(events[0].Second)
	own := len(list) // where those of this average begin
	from := 0        // the last event before which the average is as good as 0
	var b float64
	last := first
	for i, e := range events {
		t := int64(e.Second)
		b *= math.Exp(decayPerSec * float64(t-last))
		weight := alpha
		if t < first+meter.TickSec {
			weight = 1
		}
		added := weight * float64(e.N) / meter.TickSec
		if t >= last+meter.TickSec && b/q*slack < absorbed*added {
			from = i
		}
		last = t
		b += added
		if b <= hot {
			continue
		}
		// until B has decayed to hot, and one tick for the event to count
		until := t + int64(math.Log(hot/b)/decayPerSec) + 2*meter.TickSec
		if n := len(list); n > own && list[n-1].until >= t {
			list[n-1].until = max(list[n-1].until, until)
		} else {
			list = append(list, stretch{from, until})
		}
	}
	return list
}
