package tune

import (
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// tally is what the checks of one meter, or of the same meter on each node,
// say of every threshold.
type tally struct {
	parts    [meter.NumMetrics][2]part // before the cut, or all; from the cut on
	findings [meter.NumMetrics][]finding
}

// add joins the tally of the same meter on another node, whose firings are
// firings of their own.
func (t *tally) add(o *tally) {
	for m := range t.parts {
		for i := range t.parts[m] {
			t.parts[m][i].firings.add(&o.parts[m][i].firings)
			t.parts[m][i].truths.add(&o.parts[m][i].truths)
		}
		for i := range t.findings[m] {
			f, g := &t.findings[m][i], &o.findings[m][i]
			f.detect = append(f.detect, g.detect...)
			f.reset = append(f.reset, g.reset...)
			f.met = max(f.met, g.met)
		}
	}
}

func (l *levels) add(o *levels) {
	l.fall = append(l.fall, o.fall...)
	l.rise = append(l.rise, o.rise...)
}

// newTally walks a meter through all spans.
func newTally(m *replay.CheckedMeter, opt *Options, reportSec int64) *tally {
	t := &tally{}
	for k := range t.findings {
		t.findings[k] = make([]finding, len(opt.Incidents))
	}
	for i := range m.Spans {
		sp := &m.Spans[i]
		if sp.Empty() {
			continue
		}
		s := t.newSpan(m, sp, opt)
		walk(sp, reportSec, s.visit)
		s.close()
	}
	return t
}

// spanTally is a tally while it walks one span.
type spanTally struct {
	tally    *tally
	exact    bool
	endSec   int64
	cutSec   int64 // 0: none, or behind
	marks    marks
	lanes    [meter.NumMetrics]lane
	covered  [meter.NumMetrics]slidingMax
	watchers watchers
}

func (t *tally) newSpan(m *replay.CheckedMeter, sp *replay.Span, opt *Options) *spanTally {
	s := &spanTally{
		tally: t, exact: sp.Exact(), endSec: int64(sp.End()), cutSec: opt.CutSec,
		marks: marks{opt.windows(m.Cause, m.Account)}, watchers: t.watch(m, sp, opt),
	}
	for k := range s.lanes {
		s.lanes[k] = newLane(&t.parts[k][0])
	}
	return s
}

// visit sees a check.
func (s *spanTally) visit(t int64, rates *meter.Values) {
	if s.cutSec != 0 && t >= s.cutSec {
		s.cutSec = 0
		for m := range s.lanes {
			s.lanes[m].cut(&s.tally.parts[m][1])
		}
	}
	cellEnd := t + 1
	if s.exact {
		cellEnd = min(t+replay.CheckSec, s.endSec)
	}
	marked := s.marks.meet(t, cellEnd)
	for m, v := range rates {
		if !s.exact {
			v = s.covered[m].push(t, v)
		}
		s.lanes[m].feed(v, marked)
	}
	s.watchers.visit(t, rates)
}

// close ends the span.
func (s *spanTally) close() {
	for m := range s.lanes {
		s.lanes[m].close()
	}
	s.watchers.close()
}
