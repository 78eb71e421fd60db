package tune

import (
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// walk visits the checks of a span whose alerts can be part of a reported
// firing, in the order of time. A firing that ends at or before reportSec is
// not reported; one that reaches beyond is, with all its alerts. So a value of
// the warm-up counts only up to the lowest level it stays connected by until
// reportSec, each average for itself: that level is what visit gets.
func walk(sp *replay.Span, reportSec int64, visit func(t int64, rates *meter.Values)) {
	if int64(sp.End()) <= reportSec {
		return
	}
	var warm warmUp
	sp.Walk(func(t int64, _ int, rates *meter.Values) {
		if t <= reportSec {
			warm.held = append(warm.held, *rates)
			warm.last = t
			return
		}
		warm.release(sp, visit)
		visit(t, rates)
	})
	warm.release(sp, visit)
}

// warmUp holds the values seen until the reported period begins.
type warmUp struct {
	held []meter.Values
	last int64 // when the last of them was seen
}

// release lowers the held values and visits them.
func (w *warmUp) release(sp *replay.Span, visit func(t int64, rates *meter.Values)) {
	if len(w.held) == 0 {
		return
	}
	stepSec := int64(replay.CheckSec / sp.Phases())
	first := w.last - int64(len(w.held)-1)*stepSec
	covered := make([]float64, len(w.held))
	for m := range meter.NumMetrics {
		var slide slidingMax
		for i := range w.held {
			covered[i] = slide.push(first+int64(i)*stepSec, w.held[i][m])
		}
		connected := covered[len(covered)-1]
		for i := len(covered) - 1; i >= 0; i-- {
			connected = min(connected, covered[i])
			w.held[i][m] = min(w.held[i][m], connected)
		}
	}
	for i := range w.held {
		visit(first+int64(i)*stepSec, &w.held[i])
	}
	w.held = nil
}
