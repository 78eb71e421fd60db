package label

import (
	"math"
	"strconv"
)

// Confidence is that of every interval.
const Confidence = 0.95

// Interval is an estimate and its confidence interval, rounded to 6
// significant digits.
type Interval struct {
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

// Proportion is k of n, 0 <= k <= n, n > 0, with the exact interval of
// Clopper and Pearson (Biometrika 26, 1934): the shares at which k or fewer,
// and k or more, still have a chance of 2.5%.
func Proportion(k, n int) Interval {
	const tail = (1 - Confidence) / 2
	low, high := 0.0, 1.0
	if k > 0 {
		low = crossing(0, 1, 1-tail, func(p float64) float64 { return atMost(k-1, binomial(n, p)) })
	}
	if k < n {
		high = crossing(0, 1, tail, func(p float64) float64 { return atMost(k, binomial(n, p)) })
	}
	return rounded(float64(k)/float64(n), low, high)
}

// Rate is n events in a time, n >= 0, per unit of that time, with the exact
// interval of Garwood (Biometrika 28, 1936) for a Poisson count.
func Rate(n int, time float64) Interval {
	const tail = (1 - Confidence) / 2
	// Beyond 10 standard deviations, and 30 for few events, no tail is left.
	most := float64(n) + 10*math.Sqrt(float64(n)) + 30
	low := 0.0
	if n > 0 {
		low = crossing(0, most, 1-tail, func(mean float64) float64 { return atMost(n-1, poisson(mean)) })
	}
	high := crossing(0, most, tail, func(mean float64) float64 { return atMost(n, poisson(mean)) })
	return rounded(float64(n)/time, low/time, high/time)
}

// logMass is the logarithm of the chance of exactly k events.
type logMass func(k int) float64

func poisson(mean float64) logMass {
	return func(k int) float64 {
		return float64(k)*math.Log(mean) - mean - logFactorial(k)
	}
}

func binomial(n int, p float64) logMass {
	return func(k int) float64 {
		return logFactorial(n) - logFactorial(k) - logFactorial(n-k) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p)
	}
}

func logFactorial(k int) float64 {
	v, _ := math.Lgamma(float64(k) + 1)
	return v
}

// atMost is the chance of k or fewer events.
func atMost(k int, mass logMass) float64 {
	sum := 0.0
	for ; k >= 0; k-- {
		sum += math.Exp(mass(k))
	}
	return sum
}

// crossing is where a falling function on (low, high) meets a value.
func crossing(low, high, value float64, falling func(float64) float64) float64 {
	for range 64 {
		middle := low + (high-low)/2
		if falling(middle) > value {
			low = middle
		} else {
			high = middle
		}
	}
	return low + (high-low)/2
}

func rounded(estimate, low, high float64) Interval {
	return Interval{Significant(estimate), Significant(low), Significant(high)}
}

// Significant rounds a statistic to the 6 significant digits that are shown,
// so that it does not depend on the last bits of a platform's exp and log.
func Significant(x float64) float64 {
	v, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	if err != nil {
		return x
	}
	return v
}
