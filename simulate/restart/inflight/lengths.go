package inflight

import "github.com/cdrlab/cdrlab/simulate/restart/incidence"

// Lengths are how long set-ups last, by how they end: what stands in for the
// starts that a source does not have.
type Lengths struct{ byStep [NumFinals][]uint64 }

// add counts a leg.
func (x *Lengths) add(l *Leg) {
	const most = 3600 * 1000 / incidence.StepMs
	step := min(int(l.FinalMs)/incidence.StepMs, most)
	counts := &x.byStep[l.Final]
	if n := step + 1 - len(*counts); n > 0 {
		*counts = append(*counts, make([]uint64, n)...)
	}
	(*counts)[step]++
}

func (x *Lengths) merge(o *Lengths) {
	for f := range x.byStep {
		if n := len(o.byStep[f]) - len(x.byStep[f]); n > 0 {
			x.byStep[f] = append(x.byStep[f], make([]uint64, n)...)
		}
		for step, n := range o.byStep[f] {
			x.byStep[f][step] += n
		}
	}
}

// draw is a length of set-ups that end so, in milliseconds: u from [0, 1)
// chooses it. It is false if none is on record.
func (x *Lengths) draw(f Final, u float64) (ms int64, ok bool) {
	var all uint64
	for _, n := range x.byStep[f] {
		all += n
	}
	place := uint64(u * float64(all))
	for step, n := range x.byStep[f] {
		if place < n {
			return int64(step)*incidence.StepMs + incidence.StepMs/2, true
		}
		place -= n
	}
	return 0, false
}
