package plot

import "github.com/cdrlab/cdrlab/replay/meter"

// loadPeak is the value that came nearest to its limit or went farthest
// beyond it. Without limits it is the highest value of the shortest average.
type loadPeak struct {
	found      bool
	metric     meter.Metric
	unix       int64
	ratePerSec float64
	// margin is the rate in parts of its limit; 0 without a limit.
	margin float64
}

// findPeak searches all points shown; of equals the earliest wins, then the
// order of the metrics. A period without events has no peak.
func (v *loadView) findPeak() loadPeak {
	var best loadPeak
	ranked := 0.0
	limited := v.LimitsPerSec != meter.Values{}
	for i, unix := range v.TimesUnix {
		if !v.inPeriod(unix) {
			continue
		}
		for m, rates := range v.RatesPerSec {
			limit := v.LimitsPerSec[m]
			if len(rates) == 0 || limited && limit == 0 {
				continue
			}
			p := loadPeak{true, meter.Metric(m), unix, rates[i], 0}
			rank := p.ratePerSec
			if limited {
				p.margin = rates[i] / limit
				rank = p.margin
			}
			if rank > ranked {
				best, ranked = p, rank
			}
			if !limited {
				break // the shortest average with values
			}
		}
	}
	return best
}
