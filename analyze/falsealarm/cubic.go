package falsealarm

import "math"

// cubicWeights are Lagrange's for the nodes -1, 0, 1, 2 at a place u in [0, 1).
// As numbers they interpolate; as shares of a weight at u they keep its
// moments 0 to 3.
func cubicWeights(u float64) [4]float64 {
	a, b, c := u+1, u-1, u-2
	return [4]float64{
		-u * b * c / 6,
		a * b * c / 2,
		-a * u * c / 2,
		a * u * b / 6,
	}
}

// shareBelow is how much of a node's weight lies at or below a limit, for the
// nodes floor(limit)-1 to floor(limit)+2: the integral of the node's cardinal
// function up to the limit. Nodes before keep all, nodes after nothing.
// A weight that counted by its node alone would make the whole method first
// order; with its share it stays fourth order.
func shareBelow(limit float64) [4]float64 {
	u := limit - math.Floor(limit)
	u2 := float64(u * u)
	u3, u4 := float64(u2*u), float64(u2*u2)
	// Of the cardinal function's four pieces, outer and inner, whole:
	const outer, inner = -1.0 / 24, 13.0 / 24
	return [4]float64{
		outer + 2*inner - (u4/4-u3+u2)/6,
		outer + inner + (u4/4-float64(u3*2)/3-u2/2+float64(2*u))/2,
		outer - (u4/4-u3/3-u2)/2,
		(u4/4 - u2/2) / 6,
	}
}
