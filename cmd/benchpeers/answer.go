package main

import (
	"fmt"
	"math"
)

// answer is what a contender found; only the part of its job is set.
type answer struct {
	Counts *countsAnswer   `json:"counts,omitempty"`
	KPI    []gatewayAnswer `json:"kpi,omitempty"`
	Replay *replayAnswer   `json:"replay,omitempty"`
}

// replayAnswer is what came of a replay.
type replayAnswer struct {
	Events  int64 `json:"events"`
	Firings int   `json:"firings"`
}

// countsAnswer sums up the legs by account, cause and second of their end,
// the causes that KAZOO ignores left out.
type countsAnswer struct {
	Groups  int64 `json:"groups"`
	Sum     int64 `json:"sum"`
	Largest int64 `json:"largest"`
}

// gatewayAnswer is one gateway's line of the job kpi. The list is sorted by
// gateway.
type gatewayAnswer struct {
	Gateway   string  `json:"gateway"`
	Legs      int64   `json:"legs"`
	ASRPct    float64 `json:"asr_pct"`
	ACDSec    float64 `json:"acd_s"`
	PDDMeanMs float64 `json:"pdd_mean_ms"`
	PDDP95Ms  float64 `json:"pdd_p95_ms"`
	Accounts  int64   `json:"accounts"`
}

// truth is what is right, known from the making of the file.
type truth struct {
	answer
	// Rows are the lines below the header, or the groups of saved counts;
	// Damaged of them are to be rejected.
	Rows    int64 `json:"rows"`
	Damaged int64 `json:"damaged"`
	// P95RangeMs are, gateway by gateway, the delays one rank below and one
	// rank above the nearest rank: definitions of a percentile differ by that.
	P95RangeMs [][2]float64 `json:"pdd_p95_range_ms"`
}

// roughly is how far a mean or a share may be off: answers have 6 digits.
const roughly = 1e-5

// check tells what is wrong with an answer to a job. An exact contender must
// know the percentile of the nearest rank; others may be one rank off.
func (t *truth) check(j job, got answer, exact bool) error {
	switch j {
	case jobCounts:
		return same("counts: groups, sum, largest", got.Counts, t.Counts)
	case jobReplay:
		return same("replay: events, firings", got.Replay, t.Replay)
	}
	return t.checkKPI(got, exact)
}

func same[T comparable](what string, got, want *T) error {
	switch {
	case got == nil:
		return fmt.Errorf("%s: no answer", what)
	case *got != *want:
		return fmt.Errorf("%s: %+v, want %+v", what, *got, *want)
	}
	return nil
}

func (t *truth) checkKPI(got answer, exact bool) error {
	if len(got.KPI) != len(t.KPI) {
		return fmt.Errorf("kpi: %d gateways, want %d", len(got.KPI), len(t.KPI))
	}
	for i, g := range got.KPI {
		want := t.KPI[i]
		low, high := t.P95RangeMs[i][0], t.P95RangeMs[i][1]
		if exact {
			low, high = want.PDDP95Ms, want.PDDP95Ms
		}
		if g.Gateway != want.Gateway {
			return fmt.Errorf("kpi: gateway %q, want %q", g.Gateway, want.Gateway)
		}
		for _, figure := range []struct {
			name  string
			right bool
			got   float64
			want  float64
		}{
			{"legs", g.Legs == want.Legs, float64(g.Legs), float64(want.Legs)},
			{"asr_pct", agrees(g.ASRPct, want.ASRPct), g.ASRPct, want.ASRPct},
			{"acd_s", agrees(g.ACDSec, want.ACDSec), g.ACDSec, want.ACDSec},
			{"pdd_mean_ms", agrees(g.PDDMeanMs, want.PDDMeanMs), g.PDDMeanMs, want.PDDMeanMs},
			{"pdd_p95_ms", g.PDDP95Ms >= low*(1-roughly) && g.PDDP95Ms <= high*(1+roughly), g.PDDP95Ms, want.PDDP95Ms},
			{"accounts", g.Accounts == want.Accounts, float64(g.Accounts), float64(want.Accounts)},
		} {
			if !figure.right {
				return fmt.Errorf("kpi: %s: %s %.7g, want %.7g", g.Gateway, figure.name, figure.got, figure.want)
			}
		}
	}
	return nil
}

func agrees(got, want float64) bool { return math.Abs(got-want) <= roughly*math.Abs(want) }
