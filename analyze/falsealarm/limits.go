package falsealarm

import (
	"fmt"
	"math"
)

// PoissonUpper is the exact upper limit of a mean of which n events were seen,
// at a one-sided confidence of 0.5 to less than 1 (Garwood 1936): the mean at
// which n or fewer have the chance 1 - confidence. With none seen and 95 % it
// is 2.996, the rule of three. n must be at most 1e12.
func PoissonUpper(n uint64, confidence float64) (float64, error) {
	if !(confidence >= 0.5 && confidence <= 1-1e-9) {
		return 0, fmt.Errorf("confidence: %v, want 0.5 to less than 1", confidence)
	}
	if n > 1e12 {
		return 0, fmt.Errorf("events: %d, want at most 1e12", n)
	}
	// 8 standard deviations hold every confidence up to 1 - 1e-9.
	low, high := float64(n), float64(n)+float64(8*math.Sqrt(float64(n)+1))+24
	for range 60 {
		mid := low + (high-low)/2
		if high-low < 1e-9*high {
			break
		}
		if poissonAtLeast(n+1, mid) < confidence {
			low = mid
		} else {
			high = mid
		}
	}
	return high, nil
}

// UpperPerWeek is the upper limit of a number a week, when a record of so many
// minutes holds n. A quiet week is no proof of quiet: none in a week is still
// compatible with three a week.
func UpperPerWeek(n uint64, minutes, confidence float64) (float64, error) {
	if !(minutes > 0) || math.IsInf(minutes, 1) {
		return 0, fmt.Errorf("record: %v minutes, want more than 0", minutes)
	}
	upper, err := PoissonUpper(n, confidence)
	return upper / minutes * minutesPerWeek, err
}
