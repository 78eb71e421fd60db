package main

import (
	"math"
	"slices"
)

// quantity is one number of a cost.
type quantity func(cost) float64

func wallSec(c cost) float64 { return c.WallSec }
func cpuSec(c cost) float64  { return c.CPUSec }
func rssMB(c cost) float64   { return float64(c.RSSBytes) / 1e6 }

// spread sums up numbers.
type spread struct{ median, low, high float64 }

func spreadOf(values []float64) spread {
	if len(values) == 0 {
		return spread{math.NaN(), math.NaN(), math.NaN()}
	}
	return spread{median(values), slices.Min(values), slices.Max(values)}
}

// median of at least one number; of an even number the mean of the middle two.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// typical is the median of a quantity over all rounds.
func (r *result) typical(of quantity) float64 {
	var values []float64
	for _, c := range r.costs {
		values = append(values, of(c))
	}
	return spreadOf(values).median
}

// paired divides a's quantity by b's, round by round.
func paired(a, b *result, of quantity) spread {
	var ratios []float64
	for i := range min(len(a.costs), len(b.costs)) {
		ratios = append(ratios, of(a.costs[i])/of(b.costs[i]))
	}
	return spreadOf(ratios)
}

// cheapest is the result with the least of a quantity among those of the
// names that have costs, or nil.
func cheapest(results []result, names []string, of quantity) *result {
	var best *result
	for _, name := range names {
		if r := find(results, name); r != nil && (best == nil || r.typical(of) < best.typical(of)) {
			best = r
		}
	}
	return best
}
