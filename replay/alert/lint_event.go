package alert

import (
	"fmt"
	"math"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// checkTicks is how many ticks of a meter lie between two checks, a minute.
const checkTicks = 60 / meter.TickSec

// oneEvent tells of a threshold that a single event in a new meter exceeds:
// the first tick sets every average to the event's rate, and the first check
// sees what 0 to 11 further ticks leave of it.
func oneEvent(e *Entry) []Finding {
	var m meter.Meter
	m.Mark(1)
	m.Tick()
	first := m.Rates[e.Metric]
	for range checkTicks - 1 {
		m.Tick()
	}
	last := m.Rates[e.Metric]
	limit := e.Metric.LimitPerSecond(e.Threshold)
	var message string
	var below float64
	switch {
	case last > limit:
		below = breakpoint(e.Metric, last)
		message = "one event after a restart fires it"
	case first > limit:
		below = breakpoint(e.Metric, first)
		message = "one event after a restart can fire it"
	default:
		return nil
	}
	message += fmt.Sprintf(" (below %s)", short(below))
	// Without a further event an average shrinks by 1 - alpha a tick.
	if hours := math.Log(limit/first) / math.Log1p(-meter.Alpha(e.Metric)) * meter.TickSec / 3600; hours >= 1 {
		message += fmt.Sprintf(", for %.1f h", hours)
	}
	f := e.finding(Warn, CodeOneEvent, "%s", message)
	f.Fix = SupLine(e.Cause, e.Metric, roundUp(breakpoint(e.Metric, first)))
	return []Finding{f}
}

// breakpoint is the smallest threshold T > 0 of a metric that an average of
// value (per second, above 0) does not exceed: above it value > limit no more.
func breakpoint(m meter.Metric, value float64) float64 {
	exceeded := func(t float64) bool { return value > m.LimitPerSecond(t) }
	t := value / float64(m.Minutes())
	for exceeded(t) {
		t = math.Nextafter(t, math.Inf(1))
	}
	for {
		lower := math.Nextafter(t, 0)
		if lower == 0 || exceeded(lower) {
			return t
		}
		t = lower
	}
}

// roundUp is the next number of two significant digits that is not below x.
func roundUp(x float64) float64 {
	unit := math.Pow10(int(math.Floor(math.Log10(x))) - 1)
	steps := math.Ceil(x/unit - 1e-9)
	v, _ := strconv.ParseFloat(strconv.FormatFloat(steps*unit, 'g', 2, 64), 64)
	return v
}
