package main

import (
	"math"
	"strconv"
)

// grouped is a number with its thousands set apart.
func grouped(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// short is a positive number for a person: whole and grouped from 10 on, two
// significant digits below.
func short(x float64) string {
	if x >= 9.95 {
		if x >= 1e15 {
			return strconv.FormatFloat(x, 'g', 2, 64)
		}
		return grouped(uint64(math.Round(x)))
	}
	if x < 1e-4 {
		return strconv.FormatFloat(x, 'g', 2, 64)
	}
	s := strconv.FormatFloat(x, 'g', 2, 64)
	rounded, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// perMin is a rate per second as a person reads it.
func perMin(perSec float64) string { return short(60 * perSec) }

// percent is a share in whole percent, never rounded up to 100 or down to 0.
func percent(share float64) string {
	p := math.Round(100 * share)
	switch {
	case share < 1 && p >= 100:
		return "over 99%"
	case share > 0 && p < 1:
		return "under 1%"
	}
	return strconv.FormatFloat(p, 'f', 0, 64) + "%"
}

// plural is "1 leg" or "2 legs".
func plural(n uint64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}

// significant rounds a statistic to 6 significant digits.
func significant(x float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	if err != nil {
		return x
	}
	return rounded
}
