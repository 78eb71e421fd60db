package inflight

import (
	"cmp"
	"slices"

	"github.com/cdrlab/cdrlab/simulate/restart/incidence"
)

// Traffic is what restarts meet, and what is known of how set-ups end.
type Traffic struct {
	Census
	// Instants are the restarts; First to End-1 are the numbers of those within
	// the period that the legs cover.
	Instants   Instants
	First, End int64
	// Legs are those that restarts meet, by start, then by their other values.
	Legs []Leg
	// Groups are the gateways (or accounts), sorted; Curves is what is known of
	// the ends of their set-ups.
	Groups []string
	Curves []*incidence.Curve
	// Pooled is the curve of all groups together, and tells how many groups have
	// too few legs for one of their own.
	Pooled *incidence.Curve
	// Lengths are how long set-ups lasted whose start is known; Startless is what
	// is known of the others.
	Lengths     Lengths
	Startless   Startless
	PooledOf    int
	answeredNow map[int64]int64 // changes of answered legs, by instant
}

// MinEnds is how many set-ups must have ended by themselves for a group to have
// a curve of its own.
const MinEnds = 200

// Merge puts together what the collectors of one run hold.
func Merge(in Instants, list []*Collector) *Traffic {
	t := &Traffic{Instants: in, answeredNow: map[int64]int64{}}
	known := map[string]bool{}
	for _, c := range list {
		for _, name := range c.groups.list {
			known[name] = true
		}
	}
	for name := range known {
		t.Groups = append(t.Groups, name)
	}
	slices.Sort(t.Groups)
	ends := make([]incidence.Ends, len(t.Groups))
	for _, c := range list {
		t.Census.merge(&c.census)
		t.Lengths.merge(&c.lengths)
		t.Startless.merge(&c.startless)
		to := make([]uint32, len(c.groups.list))
		for id, name := range c.groups.list {
			i, _ := slices.BinarySearch(t.Groups, name)
			to[id] = uint32(i)
		}
		for g := range c.ends {
			ends[to[g]].Merge(&c.ends[g])
		}
		for _, l := range c.legs {
			l.Group = to[l.Group]
			t.Legs = append(t.Legs, l)
		}
		for number, change := range c.answered {
			t.answeredNow[number] += change
		}
	}
	slices.SortFunc(t.Legs, compareLegs)
	t.estimate(ends)
	if t.Census.Legs > 0 {
		t.First, t.End = in.within(t.FirstUs, t.LastUs)
	}
	return t
}

// compareLegs orders legs by all they have, so that the order of reading does
// not show.
func compareLegs(a, b Leg) int {
	return cmp.Or(cmp.Compare(a.StartUs, b.StartUs), cmp.Compare(a.CallID, b.CallID), cmp.Compare(a.FinalMs, b.FinalMs),
		cmp.Compare(a.EndMs, b.EndMs), cmp.Compare(a.ProgressMs, b.ProgressMs), cmp.Compare(a.Final, b.Final),
		cmp.Compare(a.Direction, b.Direction), cmp.Compare(a.Group, b.Group))
}

// estimate makes the curves: a group's own where enough ended, else the one of
// all.
func (t *Traffic) estimate(ends []incidence.Ends) {
	var all incidence.Ends
	for i := range ends {
		all.Merge(&ends[i])
	}
	t.Pooled = incidence.NewCurve(&all)
	for i := range ends {
		c := t.Pooled
		if ends[i].Count(incidence.Answered)+ends[i].Count(incidence.Unanswered) >= MinEnds {
			c = incidence.NewCurve(&ends[i])
		} else {
			t.PooledOf++
		}
		t.Curves = append(t.Curves, c)
	}
}

// Restarts is how many restarts fall into the period of the legs.
func (t *Traffic) Restarts() int { return int(t.End - t.First) }
