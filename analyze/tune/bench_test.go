package tune

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

const daySec = 86400

// benchSet is steady traffic of six causes, some events a minute each.
func benchSet(days int) *count.Set {
	s := &count.Set{Accounts: []string{"a"}, Gateways: []string{""}}
	for i := range 6 {
		s.Causes = append(s.Causes, fmt.Sprintf("CAUSE%d", i))
	}
	r := rand.New(rand.NewPCG(1, 1))
	for sec := range days * daySec {
		for c := range uint32(6) {
			if r.IntN(40) == 0 {
				s.Groups = append(s.Groups, count.Group{Second: uint32(baseSec + sec), Cause: c, N: 1 + r.Uint64N(2)})
			}
		}
	}
	return s
}

func benchmarkCurves(b *testing.B, days int, exact, alerts bool) {
	set := benchSet(days)
	run := replay.Options{Since: baseSec, Until: replay.Second(baseSec + days*daySec)}
	if exact {
		run.AppStart = &run.Since
	}
	opt := Options{GraceSec: 600, Alerts: alerts}
	for i := range 11 {
		start := int64(baseSec + (i+1)*days*daySec/13)
		opt.Incidents = append(opt.Incidents, Incident{Name: fmt.Sprint(i), Start: start, End: start + 1800})
	}
	cfg := &alert.Config{Monitor: set.Causes}
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		if _, err := NewCurves(context.Background(), set, cfg, run, opt); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCurvesExact30Days(b *testing.B)       { benchmarkCurves(b, 30, true, false) }
func BenchmarkCurvesExact30DaysAlerts(b *testing.B) { benchmarkCurves(b, 30, true, true) }
func BenchmarkCurvesEnvelope30Days(b *testing.B)    { benchmarkCurves(b, 30, false, false) }
func BenchmarkCurvesEnvelope30DaysAlerts(b *testing.B) {
	benchmarkCurves(b, 30, false, true)
}
func BenchmarkCurvesExactYear(b *testing.B) { benchmarkCurves(b, 365, true, false) }

// BenchmarkEvaluateExact30Days judges 30 vectors a cause.
func BenchmarkEvaluateExact30Days(b *testing.B) {
	set := benchSet(30)
	run := replay.Options{Since: baseSec, Until: baseSec + 30*daySec}
	run.AppStart = &run.Since
	vectors := map[string][]meter.Values{}
	for _, c := range set.Causes {
		for i := range 30 {
			vectors[c] = append(vectors[c], meter.Values{0.1 + 0.01*float64(i), 0.03, 0.01, 0})
		}
	}
	for b.Loop() {
		if _, err := Evaluate(context.Background(), set, &alert.Config{Monitor: set.Causes}, run, Options{}, vectors); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWriteCSV30Days(b *testing.B) {
	set := benchSet(30)
	run := replay.Options{Since: baseSec, Until: baseSec + 30*daySec}
	run.AppStart = &run.Since
	c, err := NewCurves(context.Background(), set, &alert.Config{Monitor: set.Causes}, run, Options{Alerts: true})
	if err != nil {
		b.Fatal(err)
	}
	rows := 0
	for i := range c.Curves {
		for range c.Curves[i].Steps() {
			rows++
		}
	}
	for b.Loop() {
		if err := WriteCSV(io.Discard, c.Curves, false); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
