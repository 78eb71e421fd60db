package kpi

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// period is when the first and the last row of a group ended: like --since
// and --until, the period of traffic is one of end times.
type period struct{ groups []span }

type span struct {
	rows            uint64
	firstUs, lastUs int64
}

func (m *period) grow(n int) { m.groups = grown(m.groups, n) }

func (m *period) add(r *rows) {
	end := r.batch.Column(cdr.EndTime)
	for k, i := range r.all.rows {
		m.groups[r.all.groups[k]].add(span{1, end.Ints[i], end.Ints[i]})
	}
}

// addEnds adds the ends of some rows.
func (s *span) addEnds(ends []int64, rows []int32) {
	if len(rows) == 0 {
		return
	}
	o := span{uint64(len(rows)), math.MaxInt64, math.MinInt64}
	for _, i := range rows {
		o.firstUs, o.lastUs = min(o.firstUs, ends[i]), max(o.lastUs, ends[i])
	}
	s.add(o)
}

func (s *span) add(o span) {
	switch {
	case o.rows == 0:
		return
	case s.rows == 0:
		*s = o
		return
	}
	s.rows += o.rows
	s.firstUs, s.lastUs = min(s.firstUs, o.firstUs), max(s.lastUs, o.lastUs)
}

func (m *period) merge(from measure, to []uint32) {
	for g, s := range from.(*period).groups {
		m.groups[to[g]].add(s)
	}
}

func (m *period) finish() {}

func (m *period) first(g int) Value {
	if m.groups[g].rows == 0 {
		return Value{}
	}
	return instant(m.groups[g].firstUs)
}

func (m *period) last(g int) Value {
	if m.groups[g].rows == 0 {
		return Value{}
	}
	return instant(m.groups[g].lastUs)
}
