package replay

import "github.com/cdrlab/cdrlab/replay/meter"

// CheckSec is the seconds from one check of the application to the next.
const CheckSec = 60

// numPhases is how many check clocks are told apart where the real one is not
// known: five offsets of the tick within its 5 s, twelve of the check within
// its 60 s (DESIGN.md).
const numPhases = meter.TickSec * checkTicks

// checkTicks is how many ticks there are from one check to the next.
const checkTicks = CheckSec / meter.TickSec

// visitor is told the averages that a check finds.
type visitor func(t int64, phase int, rates *meter.Values)

// watch is told of the checks that find some average above its mark. The
// visitor may move the marks.
type watch struct {
	marks *meter.Values
	visit visitor
}

// everyCheck are marks that averages are always above.
var everyCheck = meter.Values{-1, -1, -1, -1}

// wants tells whether a check that finds these averages is one of those.
func (w *watch) wants(rates *meter.Values) bool {
	m := w.marks
	return rates[0] > m[0] || rates[1] > m[1] || rates[2] > m[2] || rates[3] > m[3]
}

// wantsAny tells whether a check of one of the meters is one of those.
func (w *watch) wantsAny(meters []meter.Meter) bool {
	for i := range meters {
		if w.wants(&meters[i].Rates) {
			return true
		}
	}
	return false
}
