package tune

import (
	"cmp"
	"slices"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// watchers follow all incidents through the checks of one span: those to come,
// those whose window is open, and those of which only the end of a firing is
// still open, which at low limits can be long in coming.
type watchers struct {
	exact                 bool
	waiting, open, fading []*watch
	// bar is, by phase, the highest level that a firing of the fading ones has
	// kept. A check that is not below it changes nothing for any of them.
	bar [meter.NumMetrics][replay.CheckSec]float64
}

func (t *tally) watch(m *replay.CheckedMeter, sp *replay.Span, opt *Options) watchers {
	ws := watchers{exact: sp.Exact()}
	for i := range opt.Incidents {
		in := &opt.Incidents[i]
		windowEnd := in.End + opt.GraceSec
		if !in.concerns(m.Cause, m.Account) || in.Start >= int64(sp.End()) || windowEnd <= int64(sp.Start()) {
			continue
		}
		w := &watch{start: in.Start, end: in.End, windowEnd: windowEnd, spanEnd: int64(sp.End()), phases: sp.Phases()}
		for k := range w.lanes {
			w.lanes[k].to = &t.findings[k][i]
		}
		ws.waiting = append(ws.waiting, w)
	}
	slices.SortStableFunc(ws.waiting, func(a, b *watch) int { return cmp.Compare(a.start, b.start) })
	return ws
}

// visit sees a check.
func (ws *watchers) visit(t int64, rates *meter.Values) {
	for len(ws.waiting) > 0 && ws.waiting[0].start < t+replay.CheckSec {
		ws.open = append(ws.open, ws.waiting[0])
		ws.waiting = ws.waiting[1:]
	}
	phase := 0
	if !ws.exact { // each phase has one check a minute
		phase = int(t % replay.CheckSec)
	}
	if len(ws.open) > 0 {
		for _, w := range ws.open {
			w.visit(t, phase, rates)
		}
		ws.open = slices.DeleteFunc(ws.open, func(w *watch) bool {
			past := t >= w.windowEnd
			if past {
				ws.fade(w)
			}
			return past
		})
	}
	for m, v := range rates {
		if v < ws.bar[m][phase] {
			ws.lower(t, phase, rates)
			return
		}
	}
}

// fade takes over a watch whose window is past.
func (ws *watchers) fade(w *watch) {
	ws.fading = append(ws.fading, w)
	for m := range w.lanes {
		for phase, level := range w.lanes[m].lasting {
			ws.bar[m][phase] = max(ws.bar[m][phase], level)
		}
	}
}

// lower shows a check to the fading ones. None of them keeps more than it then.
func (ws *watchers) lower(t int64, phase int, rates *meter.Values) {
	for _, w := range ws.fading {
		w.visit(t, phase, rates)
	}
	ws.fading = slices.DeleteFunc(ws.fading, (*watch).spent)
	for m, v := range rates {
		ws.bar[m][phase] = min(ws.bar[m][phase], v)
	}
}

// close ends the span.
func (ws *watchers) close() {
	for _, w := range append(ws.open, ws.fading...) {
		w.close()
	}
}
