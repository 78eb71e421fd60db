package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

const (
	minuteUs   = 60e6
	hourUs     = 60 * minuteUs
	hourMinute = 60
)

// load finds the traffic in erlang: in the whole window, and in the 60
// minutes, from one full minute on, that have the most of it. Only what lies
// in the window counts.
type load struct {
	sinceUs, untilUs int64 // the window; 0 is open
	groups           []loadSums
	// Holding time by minute: part is that of minutes that a leg fills in
	// part, in microseconds; full changes by how many legs fill the minutes
	// from there on.
	part, full bins
	busy       []peak // the most holding time of an hour, in microseconds
}

// loadSums is the holding time of a group, and from when to when.
type loadSums struct {
	legs, heldUs, firstUs, lastUs int64
}

func newLoad(f *cdr.Filter) *load { return &load{sinceUs: f.SinceSec * 1e6, untilUs: f.UntilSec * 1e6} }

func (m *load) grow(n int) { m.groups, m.busy = grown(m.groups, n), grown(m.busy, n) }

func (m *load) add(r *rows) {
	start, end := r.batch.Column(cdr.StartTime), r.batch.Column(cdr.EndTime)
	if start == nil {
		return
	}
	for k, i := range r.all.rows {
		from, to := max(start.Ints[i], m.sinceUs), end.Ints[i]
		if start.IsNull(int(i)) {
			continue
		}
		g := r.all.groups[k]
		m.groups[g].add(loadSums{1, max(0, to-from), min(from, to), to})
		if from < to {
			m.spread(g, from, to)
		}
	}
}

// spread adds a leg to the minutes it was up in.
func (m *load) spread(g uint32, from, to int64) {
	first, last := floorDiv(from, minuteUs), floorDiv(to, minuteUs)
	if first == last {
		*m.part.slot(g, first) += to - from
		return
	}
	*m.part.slot(g, first) += (first+1)*minuteUs - from
	if rest := to - last*minuteUs; rest > 0 {
		*m.part.slot(g, last) += rest
	}
	if last > first+1 {
		*m.full.slot(g, first+1)++
		*m.full.slot(g, last)--
	}
}

func (s *loadSums) add(o loadSums) {
	if o.legs == 0 {
		return
	}
	if s.legs == 0 {
		s.firstUs, s.lastUs = o.firstUs, o.lastUs
	}
	s.firstUs, s.lastUs = min(s.firstUs, o.firstUs), max(s.lastUs, o.lastUs)
	s.legs += o.legs
	s.heldUs += o.heldUs
}

func (m *load) merge(from measure, to []uint32) {
	f := from.(*load)
	for g, s := range f.groups {
		m.groups[to[g]].add(s)
	}
	m.part.addAll(&f.part, to)
	m.full.addAll(&f.full, to)
}

func (m *load) finish() {
	full := map[uint32][]bin{}
	eachRun(m.full.sorted(), func(group uint32, run []bin) { full[group] = run })
	// The first minute of every leg is a part, so no group is left out.
	eachRun(m.part.sorted(), func(group uint32, run []bin) { m.busy[group] = busiest(run, full[group]) })
}

// busiest is the earliest hour with the most holding time, of those that begin
// in a minute with some: any other has no more than the next of these.
func busiest(part, full []bin) peak {
	var best peak
	var ring [hourMinute]int64 // by minute, the hour up to this one
	var sum, up int64
	quiet := 0 // minutes without traffic up to this one
	for minute := part[0].at; ; minute++ {
		if len(full) > 0 && full[0].at == minute {
			up += full[0].value
			full = full[1:]
		}
		held := up * minuteUs
		if len(part) > 0 && part[0].at == minute {
			held += part[0].value
			part = part[1:]
		}
		newest := &ring[modulo(minute, hourMinute)]
		sum += held - *newest
		*newest = held
		first := minute - hourMinute + 1
		if ring[modulo(first, hourMinute)] > 0 && sum > best.value {
			best = peak{sum, first * minuteUs}
		}
		if quiet++; held > 0 {
			quiet = 0
		}
		if quiet < hourMinute {
			continue
		}
		// The hour is empty: go on where traffic does, with a leg's first part.
		if len(part) == 0 {
			return best
		}
		minute, quiet = part[0].at-1, 0
	}
}

func modulo(x, n int64) int64 { return (x%n + n) % n }

// erlang is the mean of how many legs were up.
func (m *load) erlang(g int) Value {
	s := m.groups[g]
	if s.legs == 0 {
		return Value{}
	}
	from, to := s.firstUs, s.lastUs
	if m.sinceUs > 0 {
		from = m.sinceUs
	}
	if m.untilUs > 0 {
		to = m.untilUs
	}
	if from >= to {
		return Value{}
	}
	return Value{Kind: Real, Float: float64(s.heldUs) / float64(to-from)}
}

func (m *load) busyErlang(g int) Value {
	if m.busy[g].value == 0 {
		return Value{}
	}
	return Value{Kind: Real, Float: float64(m.busy[g].value) / hourUs}
}
