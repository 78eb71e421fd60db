package replay

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// quietFrom is a second from which on no check of the meter can alert,
// whatever the phase; 0 if none ever can. Most meters of accounts are idle and
// need not be stepped at all, or not beyond their last busy hour.
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
func quietFrom(events []count.Group, limits *meter.Values) int64 {
	const slack = 1 + 1e-6
	var quiet int64
	for m := range meter.Metric(meter.NumMetrics) {
		limit := limits[m]
		if limit <= 0 || len(events) == 0 {
			continue
		}
		q := 1 - meter.Alpha(m)
		decayPerSec := math.Log(q) / meter.TickSec
		hot := limit * q / slack // B above this may mean an average above the limit
		first := int64(events[0].Second)
		var b float64
		last := first
		for _, e := range events {
			t := int64(e.Second)
			b *= math.Exp(decayPerSec * float64(t-last))
			last = t
			weight := meter.Alpha(m)
			if t < first+meter.TickSec {
				weight = 1
			}
			b += weight * float64(e.N) / meter.TickSec
			if b > hot {
				// until B has decayed to hot, and one tick for the event to count
				until := t + int64(math.Log(hot/b)/decayPerSec) + 2*meter.TickSec
				quiet = max(quiet, until)
			}
		}
	}
	return quiet
}
