package replay

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
)

// sparseSet is traffic of many meters with few events each.
func sparseSet(causes, accounts, seconds, events int) *count.Set {
	s := &count.Set{Gateways: []string{""}}
	for i := range causes {
		s.Causes = append(s.Causes, fmt.Sprintf("CAUSE%02d", i))
	}
	for i := range accounts {
		s.Accounts = append(s.Accounts, fmt.Sprintf("account%05d", i))
	}
	r := rand.New(rand.NewPCG(1, 1))
	for i := range events {
		s.Groups = append(s.Groups, count.Group{
			Second: uint32(1_700_000_000 + i*(seconds/events)), Cause: r.Uint32N(uint32(causes)),
			Account: r.Uint32N(uint32(accounts)), N: 1 + r.Uint64N(2),
		})
	}
	return s
}

// burstSet is sparseSet with three bursts of 60 events in two minutes in each
// meter's period, anywhere in it.
func burstSet(causes, accounts, seconds, events int) *count.Set {
	s := sparseSet(causes, accounts, seconds, events)
	r := rand.New(rand.NewPCG(2, 2))
	for c := range uint32(causes) {
		for a := range uint32(accounts) {
			for range 3 {
				at := r.IntN(seconds - 120)
				for i := range 60 {
					s.Groups = append(s.Groups, count.Group{Second: uint32(1_700_000_000 + at + 2*i), Cause: c, Account: a, N: 1})
				}
			}
		}
	}
	slices.SortFunc(s.Groups, func(a, b count.Group) int { return cmp.Compare(a.Second, b.Second) })
	return s
}

func benchmarkRun(b *testing.B, set *count.Set, exact, accounts bool, seconds int) {
	t := &alert.Thresholds{{Value: 0.1, Set: true}, {Value: 0.05, Set: true}, {Value: 0.02, Set: true}, {Value: 0.0001, Set: true}}
	cfg := &alert.Config{Monitor: set.Causes, Causes: map[string]*alert.Thresholds{}, Accounts: map[string]map[string]*alert.Thresholds{"*": {}}}
	for _, c := range set.Causes {
		cfg.Causes[c] = t
		cfg.Accounts["*"][c] = t
	}
	since := Second(set.Groups[0].Second)
	opt := Options{Since: since, Until: since + Second(seconds), CheckAccounts: accounts}
	if exact {
		opt.AppStart = &since
	}
	meters := len(checkedSeries([]*count.Set{set}, cfg, opt.accounts()))
	for b.Loop() {
		if _, err := Run(context.Background(), set, cfg, opt); err != nil {
			b.Fatal(err)
		}
	}
	ticks := float64(meters) * float64(seconds) / 5
	if !exact {
		ticks *= 5
	}
	unit := "ticks/s"
	if accounts { // most are not stepped through: no check can alert there
		unit = "covered-ticks/s"
	}
	b.ReportMetric(ticks*float64(b.N)/b.Elapsed().Seconds(), unit)
}

const day = 86400

func BenchmarkRunExact30Days(b *testing.B) {
	benchmarkRun(b, sparseSet(6, 500, 30*day, 200_000), true, false, 30*day)
}

func BenchmarkRunEnvelope30Days(b *testing.B) {
	benchmarkRun(b, sparseSet(6, 500, 30*day, 200_000), false, false, 30*day)
}

// 14,000 mostly idle account meters over a week.
func BenchmarkRunAccountsExact7Days(b *testing.B) {
	benchmarkRun(b, sparseSet(7, 2000, 7*day, 300_000), true, true, 7*day)
}

func BenchmarkRunAccountsEnvelope7Days(b *testing.B) {
	benchmarkRun(b, sparseSet(7, 2000, 7*day, 300_000), false, true, 7*day)
}

// The same, each with a few busy hours.
func BenchmarkRunAccountsBurstsExact7Days(b *testing.B) {
	benchmarkRun(b, burstSet(7, 2000, 7*day, 300_000), true, true, 7*day)
}

func BenchmarkRunAccountsBurstsEnvelope7Days(b *testing.B) {
	benchmarkRun(b, burstSet(7, 2000, 7*day, 300_000), false, true, 7*day)
}
