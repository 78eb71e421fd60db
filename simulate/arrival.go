package simulate

import "math/bits"

// legsPerThousandCalls is the mean number of legs of ordinary calls, times
// 1000; it turns a rate of legs into one of calls. It follows from the weights
// of calls and causes and was measured over them; a test holds it.
const legsPerThousandCalls = 2090

// arrivals are the calls of one origin: the ordinary traffic or an incident.
type arrivals struct {
	exp  *exponential
	seed uint64 // of the calls
	n    uint64 // calls so far
	gaps random
	// wait is what is left until the next call, and at how far the present
	// second has come, both in expected calls and units of 2^-32.
	wait, at uint64
}

func newArrivals(exp *exponential, seed uint64) *arrivals {
	a := &arrivals{exp: exp, seed: seed, gaps: random(seed)}
	a.wait = exp.draw(&a.gaps)
	return a
}

// next is the next call of the present second, in which perSec calls are
// expected (in units of 2^-32): its seed and its millisecond. After the
// second's last call, ok is false and the next second begins.
func (a *arrivals) next(perSec uint64) (seed uint64, ms int64, ok bool) {
	if a.wait >= perSec-a.at {
		a.wait -= perSec - a.at
		a.at = 0
		return 0, 0, false
	}
	a.at += a.wait
	a.wait = a.exp.draw(&a.gaps)
	a.n++
	return derive(a.seed, a.n), int64(a.at * 1000 / perSec), true
}

// ordinaryCalls is how many calls are expected in a second if so many legs
// end per second in the mean of a working day, in units of 2^-32.
func ordinaryCalls(legsPerSec float64, sec int64) uint64 {
	calls := uint64(legsPerSec*(1<<32)) * 1000 / legsPerThousandCalls
	hi, lo := bits.Mul64(calls, curve(sec))
	perSec, _ := bits.Div64(hi, lo, curveUnit)
	return perSec
}
