package main

import (
	"cmp"
	"slices"
)

// tally learns the truth while the legs are drawn. Legs come in the order of
// the seconds they end in, so only the groups of one second are ever open.
type tally struct {
	ignored  []bool
	second   int64
	groups   map[[2]int]int64 // by account and cause, of that second
	counts   countsAnswer
	gateways [gatewayCount]gatewayTally
}

// gatewayTally is of all legs where it says so, else of the outbound ones: only
// they are seizures of a gateway.
type gatewayTally struct {
	allLegs                            int64
	accounts                           [accountCount]bool // of all legs
	seizures, answered, billSec, pddMs int64
	pdd                                [mostPDDMs + 1]int32 // seizures by delay in ms
}

// newTally leaves the causes out that KAZOO ignores, unless all are wanted.
func newTally(allCauses bool) *tally {
	t := &tally{ignored: ignoredCauses(), groups: map[[2]int]int64{}}
	if allCauses {
		clear(t.ignored)
	}
	return t
}

func (t *tally) add(l *leg) {
	g := &t.gateways[l.gateway]
	g.allLegs++
	g.accounts[l.account] = true
	if l.outbound {
		g.seizures++
		g.pddMs += l.pddMs
		g.pdd[l.pddMs]++
		if causes[l.cause].answered {
			g.answered++
			g.billSec += l.billSec()
		}
	}
	if t.ignored[l.cause] {
		return
	}
	if second := l.endUnixMs / 1000; second != t.second {
		t.closeSecond()
		t.second = second
	}
	t.groups[[2]int{l.account, l.cause}]++
}

func (t *tally) closeSecond() {
	for _, n := range t.groups {
		t.counts.Groups++
		t.counts.Sum += n
		t.counts.Largest = max(t.counts.Largest, n)
	}
	clear(t.groups)
}

// truth is what was learnt; gateways without a leg are not in it.
func (t *tally) truth(rows, damaged int64) truth {
	t.closeSecond()
	out := truth{Rows: rows, Damaged: damaged}
	out.Counts = &t.counts
	names := gatewayNames()
	order := make([]int, gatewayCount)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(names[a], names[b]) })
	for _, i := range order {
		if g := &t.gateways[i]; g.allLegs > 0 {
			out.KPI = append(out.KPI, g.answer(names[i]))
			rank := g.nearestRank()
			out.P95RangeMs = append(out.P95RangeMs, [2]float64{g.delayAt(rank - 1), g.delayAt(rank + 1)})
		}
	}
	return out
}

func (g *gatewayTally) answer(name string) gatewayAnswer {
	a := gatewayAnswer{Gateway: name, Legs: g.allLegs}
	if g.seizures > 0 {
		a.ASRPct = 100 * float64(g.answered) / float64(g.seizures)
		a.PDDMeanMs = float64(g.pddMs) / float64(g.seizures)
		a.PDDP95Ms = g.delayAt(g.nearestRank())
	}
	if g.answered > 0 {
		a.ACDSec = float64(g.billSec) / float64(g.answered)
	}
	for _, seen := range g.accounts {
		if seen {
			a.Accounts++
		}
	}
	return a
}

// nearestRank is that of the 95th percentile, counted from 1.
func (g *gatewayTally) nearestRank() int64 { return (95*g.seizures + 99) / 100 }

// delayAt is the post-dial delay of the given rank; a rank that does not exist
// is the nearest that does. Without seizures it is 0.
func (g *gatewayTally) delayAt(rank int64) float64 {
	rank = min(max(rank, 1), g.seizures)
	for ms, n := range g.pdd {
		if rank -= int64(n); rank <= 0 {
			return float64(ms)
		}
	}
	return mostPDDMs
}
