package tune

import (
	"math"
	"strconv"
)

// Interval is the thresholds T with Low <= T < High, both exact: at Low and
// just below High the outcome meets what the interval stands for, just below
// Low and at High it does not, or Low is the lowest that makes sense.
type Interval struct{ Low, High float64 }

// empty tells that no threshold is inside.
func (i Interval) empty() bool { return !(i.Low > 0 && i.Low < i.High) }

// width is its logarithmic width: how often T could be raised by a factor of e.
func (i Interval) width() float64 {
	if i.empty() {
		return 0
	}
	return math.Log(i.High) - math.Log(i.Low)
}

// Margin is the factor by which a threshold inside can be raised and lowered
// and stay inside, at least 1.
func (i Interval) Margin(t float64) float64 { return max(1, min(t/i.Low, i.High/t)) }

// pick is the threshold to set: the geometric middle, rounded to as few
// decimals as leave it in the middle half of the interval. An interval too
// narrow for that gives its lowest threshold, exactly.
func (i Interval) pick() float64 {
	quarter := math.Pow(i.High/i.Low, 0.25)
	low, high := i.Low*quarter, i.High/quarter
	middle := math.Sqrt(i.Low) * math.Sqrt(i.High)
	for decimals := -leastDecimals(middle); decimals <= maxDecimals; decimals++ {
		if t := roundTo(middle, decimals); t >= low && t <= high && t >= i.Low && t < i.High {
			return t
		}
	}
	return i.Low
}

// maxDecimals is how many decimals a rounded threshold has at most: sup reads
// plain digits, and the smallest sensible thresholds are near 1e-9.
const maxDecimals = 16

// leastDecimals is how many digits before the point rounding may take away.
func leastDecimals(t float64) int {
	if t < 10 {
		return 0
	}
	return int(math.Log10(t))
}

// roundTo rounds to so many decimals; below 0 to tens, hundreds and so on.
func roundTo(t float64, decimals int) float64 {
	if decimals < 0 {
		unit := math.Pow10(-decimals)
		return math.Round(t/unit) * unit
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(t, 'f', decimals, 64), 64)
	if err != nil {
		return t
	}
	return rounded
}
