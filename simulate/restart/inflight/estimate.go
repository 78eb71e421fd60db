package inflight

import "math"

// Estimate is a number that a CDR tells only in part: what is expected as far
// as the record goes, and the range in which the truth lies whatever the record
// does not tell. Low <= Expected <= High.
type Estimate struct{ Expected, Low, High float64 }

// Exactly is a number that is known.
func Exactly(x float64) Estimate { return Estimate{x, x, x} }

// Add adds another one.
func (e *Estimate) Add(o Estimate) {
	e.Expected += o.Expected
	e.Low += o.Low
	e.High += o.High
}

// Times is the estimate of so many like it.
func (e Estimate) Times(x float64) Estimate { return Estimate{e.Expected * x, e.Low * x, e.High * x} }

// missed is how many of n stray CANCELs miss, each with the same chance. Where
// a draw decides, 95% of draws lie in the range; where the order of events
// decides that no CDR holds in full, all of them may, or none.
func missed(n int, e *Effects) Estimate {
	mean := float64(n) * (1 - e.CancelFinds)
	switch {
	case n > 0 && e.ByOrder:
		return Estimate{mean, 0, float64(n)}
	case n == 0 || e.CancelFinds == 0 || e.CancelFinds == 1:
		return Exactly(mean)
	}
	low, high := binomialRange(n, 1-e.CancelFinds)
	return Estimate{mean, math.Min(float64(low), mean), math.Max(float64(high), mean)}
}

// binomialRange is the least range around the middle that holds 95% of the
// sums of n draws of chance p: at most 2.5% lie on either side.
func binomialRange(n int, p float64) (low, high int) {
	const tail = 0.025
	// Logarithms, as p^n of many draws is below what a float holds.
	logP, logQ := math.Log(p), math.Log1p(-p)
	choose, _ := math.Lgamma(float64(n + 1))
	var below float64
	low, high = -1, n
	for k := range n + 1 {
		a, _ := math.Lgamma(float64(k + 1))
		b, _ := math.Lgamma(float64(n - k + 1))
		below += math.Exp(choose - a - b + float64(k)*logP + float64(n-k)*logQ)
		if low < 0 && below > tail {
			low = k
		}
		if below >= 1-tail {
			return max(low, 0), k
		}
	}
	return max(low, 0), high
}
