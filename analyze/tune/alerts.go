package tune

import (
	"context"
	"math"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// maxHeld is how many checks' values a meter holds at once to be sorted, 32
// bytes each: a year at 7 of the 60 phases.
const maxHeld = 4 << 20

// countAlerts finds, for each group and metric, the thresholds at which the
// alerts become one fewer.
func countAlerts(ctx context.Context, groups []group, run *replay.Options) error {
	return replay.InParallel(ctx, run.Workers, len(groups), func(i int) {
		var levels [meter.NumMetrics][]uint64
		for _, node := range groups[i].nodes {
			for k := range node.Spans {
				for m, l := range alertLevels(&node.Spans[k], reportSec(run), maxHeld) {
					levels[m] = append(levels[m], l...)
				}
			}
		}
		for m := range levels {
			sorted, _ := radixSort(levels[m], nil)
			alerts := make([]float64, len(sorted))
			for k, bits := range sorted {
				alerts[k] = turnsOff(meter.Metric(m), math.Float64frombits(bits))
			}
			groups[i].alerts[m] = alerts
		}
	})
}

// alertLevels are, for each average, levels of which as many are above a limit
// as the phase with the most alerts has alerts in the span: the highest of the
// phases' highest values, the highest of their second highest, and so on, as
// bits, ascending. It holds the values of about so many checks: where those of
// all phases are more, the span is walked several times, for some phases each.
func alertLevels(sp *replay.Span, reportSec int64, held int) (most [meter.NumMetrics][]uint64) {
	if sp.Empty() {
		return most
	}
	phases, checks := sp.Phases(), sp.Checks()
	values := make([][meter.NumMetrics][]uint64, max(1, min(phases, held/checks)))
	for i := range values {
		for m := range values[i] {
			values[i][m] = make([]uint64, 0, checks)
		}
	}
	scratch := make([]uint64, checks)
	for first := 0; first < phases; first += len(values) {
		for i := range values {
			for m := range values[i] {
				values[i][m] = values[i][m][:0]
			}
		}
		walk(sp, reportSec, func(t int64, rates *meter.Values) {
			phase := 0
			if phases > 1 {
				phase = int(t%replay.CheckSec) - first
			}
			if phase < 0 || phase >= len(values) {
				return
			}
			for m, v := range rates {
				if v > 0 {
					values[phase][m] = append(values[phase][m], math.Float64bits(v))
				}
			}
		})
		for i := range values {
			for m := range values[i] {
				values[i][m], scratch = radixSort(values[i][m], scratch)
				most[m] = raise(most[m], values[i][m])
			}
		}
	}
	return most
}

// raise makes each of the ascending list most at least as high as that of list,
// counted from the highest.
func raise(most, list []uint64) []uint64 {
	if more := len(list) - len(most); more > 0 {
		most = append(make([]uint64, more, len(list)), most...)
	}
	at := most[len(most)-len(list):]
	for i, v := range list {
		at[i] = max(at[i], v)
	}
	return most
}
