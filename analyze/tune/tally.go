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

// walk walks each node's meter through all spans. Each node's firings are
// firings of their own.
func (g *group) walk(opt *Options, reportSec int64) {
	g.tally = &tally{}
	for k := range g.tally.findings {
		g.tally.findings[k] = make([]finding, len(opt.Incidents))
	}
	for _, m := range g.nodes {
		for i := range m.Spans {
			if sp := &m.Spans[i]; !sp.Empty() {
				s := g.tally.newSpan(m, sp, opt)
				walk(sp, reportSec, s.visit)
				s.close()
			}
		}
	}
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
