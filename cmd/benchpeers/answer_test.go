package main

import "testing"

func TestCheckFindsWrongAnswers(t *testing.T) {
	_, known := made(t, recipe{rows: 3000, seed: 1})
	kpi := func(change func(g *gatewayAnswer)) answer {
		list := append([]gatewayAnswer(nil), known.KPI...)
		change(&list[3])
		return answer{KPI: list}
	}
	counts := func(groups, sum, largest int64) answer {
		c := *known.Counts
		return answer{Counts: &countsAnswer{c.Groups + groups, c.Sum + sum, c.Largest + largest}}
	}
	nextRank := known.P95RangeMs[3][1]
	for _, c := range []struct {
		name   string
		job    job
		answer answer
		exact  bool
		right  bool
	}{
		{"counts", jobCounts, counts(0, 0, 0), true, true},
		{"one group more", jobCounts, counts(1, 0, 0), false, false},
		{"one leg less", jobCounts, counts(0, -1, 0), false, false},
		{"another largest", jobCounts, counts(0, 0, 1), false, false},
		{"no counts", jobCounts, answer{}, false, false},
		{"kpi", jobKPI, kpi(func(*gatewayAnswer) {}), true, true},
		{"six digits", jobKPI, kpi(func(g *gatewayAnswer) { g.ASRPct *= 1.000004 }), true, true},
		{"another ASR", jobKPI, kpi(func(g *gatewayAnswer) { g.ASRPct *= 1.0001 }), false, false},
		{"another ACD", jobKPI, kpi(func(g *gatewayAnswer) { g.ACDSec++ }), false, false},
		{"another mean", jobKPI, kpi(func(g *gatewayAnswer) { g.PDDMeanMs-- }), false, false},
		{"an account more", jobKPI, kpi(func(g *gatewayAnswer) { g.Accounts++ }), false, false},
		{"a leg less", jobKPI, kpi(func(g *gatewayAnswer) { g.Legs-- }), false, false},
		{"the next rank", jobKPI, kpi(func(g *gatewayAnswer) { g.PDDP95Ms = nextRank }), false, true},
		{"the next rank, exactly", jobKPI, kpi(func(g *gatewayAnswer) { g.PDDP95Ms = nextRank }), true, false},
		{"beyond the next rank", jobKPI, kpi(func(g *gatewayAnswer) { g.PDDP95Ms = nextRank + 1 }), false, false},
		{"another gateway", jobKPI, kpi(func(g *gatewayAnswer) { g.Gateway = "x" }), false, false},
		{"a gateway less", jobKPI, answer{KPI: known.KPI[1:]}, false, false},
	} {
		if err := known.check(c.job, c.answer, c.exact); (err == nil) != c.right {
			t.Errorf("%s: right %v, error %v", c.name, c.right, err)
		}
	}
}
