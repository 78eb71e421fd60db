package kpi

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// benchSamples look like a carrier's day: 100 gateways, 2,000 accounts.
func benchSamples(n int) []sample {
	r := rand.New(rand.NewPCG(1, 2))
	legs := make([]sample, n)
	for i := range legs {
		start := int64(i) * 20
		s := sample{
			call: fmt.Sprintf("%032x", r.Uint64()), direction: pick(r, "inbound", "outbound"), account: fmt.Sprintf("account%d", r.IntN(2000)),
			gateway: fmt.Sprintf("carrier-%d", r.IntN(100)), cause: pick(r, "NORMAL_CLEARING", "NO_ANSWER", "PROGRESS_TIMEOUT"),
			startMs: start, answerMs: -1, ringMs: -1, sip: 200,
		}
		if r.IntN(4) > 0 {
			s.ringMs = int64(r.ExpFloat64() * 1500)
		}
		s.endMs = start + 10_000
		if r.IntN(2) == 0 {
			s.billMs = r.Int64N(200_000)
			s.answerMs, s.endMs = start+5000, start+5000+s.billMs
		}
		legs[i] = s
	}
	return legs
}

func BenchmarkAdd(b *testing.B) {
	kpis := func(names ...string) []KPI {
		var list []KPI
		for _, name := range names {
			k, err := ParseKPI(name)
			if err != nil {
				b.Fatal(err)
			}
			list = append(list, k)
		}
		return list
	}
	const rows = 1 << 13
	dicts := sharedDicts()
	legs := benchSamples(16 * rows)
	var batches []*cdr.Batch
	for len(legs) > 0 {
		batches = append(batches, batchOf(legs[:rows], 0, dicts))
		legs = legs[rows:]
	}
	gateway := []Dimension{{Name: "gateway"}}
	for _, bench := range []struct {
		name string
		opt  Options
	}{
		{"gateway", Options{By: gateway, KPIs: kpis("legs", "asr_pct", "acd_s", "pdd_mean_ms", "pdd_p95_ms", "accounts")}},
		{"gateway_hour_ner", Options{By: []Dimension{{Name: "gateway"}, {Name: "hour"}}, KPIs: kpis("asr_pct", "ner_pct")}},
		{"concurrency", Options{By: gateway, KPIs: kpis("concurrent_peak")}},
		{"busy_hour", Options{By: gateway, KPIs: kpis("busy_hour")}},
		{"calls", Options{By: gateway, KPIs: kpis("calls")}},
		{"population_calls", Options{By: gateway, Population: Calls, KPIs: kpis("calls", "asr_pct")}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			a := NewAccumulator(bench.opt)
			for i := 0; b.Loop(); i++ {
				mustAdd(b, a, batches[i%len(batches)])
			}
			b.ReportMetric(float64(b.N)*rows/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
