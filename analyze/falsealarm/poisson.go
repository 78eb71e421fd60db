package falsealarm

import "math"

// poisson is the law of a Poisson number, on nodes that are the numbers. It
// is built from the most likely number outwards by the ratio of neighbours and
// divided by its sum: no exponential, whose last bits differ between machines.
func poisson(mean float64) mass {
	mode := int(math.Floor(mean))
	below := []float64{}
	for n, v := mode, 1.0; n > 0; n-- {
		if v *= float64(n) / mean; v < negligible/16 {
			break
		}
		below = append(below, v)
	}
	m := mass{lo: mode - len(below)}
	for i := len(below) - 1; i >= 0; i-- {
		m.at = append(m.at, below[i])
	}
	m.at = append(m.at, 1)
	for n, v := mode+1, 1.0; ; n++ {
		if v *= mean / float64(n); v < negligible/16 {
			break
		}
		m.at = append(m.at, v)
	}
	m.scale(1 / m.total())
	return m
}

// poissonAtLeast is the chance that a Poisson number is n or more.
func poissonAtLeast(n uint64, mean float64) float64 {
	m := poisson(mean)
	var p float64
	for i := len(m.at) - 1; i >= 0 && float64(m.lo+i) >= float64(n); i-- {
		p += m.at[i]
	}
	return min(1, p)
}
