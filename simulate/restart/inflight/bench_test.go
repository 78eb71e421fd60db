package inflight

import (
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// BenchmarkCollect takes a day of batches with a restart every 15 minutes.
func BenchmarkCollect(b *testing.B) {
	rows := randomRows(1, 100_000)
	batch := batchOf(rows)
	opt := Options{Instants: Every(15 * time.Minute), MaxDowntimeUs: 2e6}
	c := NewCollector(&opt)
	for b.Loop() {
		c.legs = c.legs[:0]
		if err := c.Add(batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*float64(len(rows))/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkTallies weighs 3,600 restarts under all strategies.
func BenchmarkTallies(b *testing.B) {
	t := collect(b, Options{Instants: Every(time.Second), MaxDowntimeUs: 2e6}, randomRows(1, 20_000))
	rig := &Rig{Gateways: 2}
	var effects []*Effects
	for _, s := range restart.Strategies() {
		effects = append(effects, rig.Effects(s))
	}
	s := scenario(2 * time.Second)
	var met int
	t.Meetings(s, func(*Meeting) { met++ })
	for b.Loop() {
		tallies := t.Tallies(s)
		for i := range tallies {
			for _, e := range effects {
				tallies[i].Under(e)
			}
		}
	}
	b.ReportMetric(float64(b.N)*float64(met)/b.Elapsed().Seconds(), "meetings/s")
}
