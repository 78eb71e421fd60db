package simulate

import "math/bits"

// logSteps is how many steps the logarithm's table has; between two of them
// it is interpolated, with an error below 2e-7.
const logSteps = 1 << 10

// exponential draws exponentially distributed numbers by integers alone.
type exponential struct {
	// log2 of 1 + i/logSteps, in units of 2^-32.
	log2 [logSteps + 1]uint64
}

func newExponential() *exponential {
	e := &exponential{}
	for i := range logSteps {
		e.log2[i] = log2(1<<63 + uint64(i)<<53)
	}
	e.log2[logSteps] = 1 << 32
	return e
}

// log2 is the logarithm of x/2^63, which is in [1, 2), in units of 2^-32:
// each squaring doubles the logarithm and so brings its next bit before the
// point.
func log2(x uint64) uint64 {
	var l uint64
	for range 32 {
		l <<= 1
		hi, lo := bits.Mul64(x, x)
		if hi>>63 == 1 {
			l |= 1
			x = hi
		} else {
			x = hi<<1 | lo>>63
		}
	}
	return l
}

// ln2 is the natural logarithm of 2 in units of 2^-32.
const ln2 = 2977044472

// draw is a number of mean 1, in units of 2^-32: -ln(u) of a uniform u.
func (e *exponential) draw(r *random) uint64 {
	u := r.next() | 1
	zeros := bits.LeadingZeros64(u)
	fraction := u << (zeros + 1) // below the leading bit
	step := fraction >> 54
	low, high := e.log2[step], e.log2[step+1]
	log := low + (high-low)*(fraction<<10>>32)>>32
	hi, lo := bits.Mul64(uint64(zeros+1)<<32-log, ln2)
	return hi<<32 | lo>>32
}

// ms is a time of the given mean, cut off at most, in milliseconds.
func (e *exponential) ms(r *random, mean, most int64) int64 {
	return min(int64(uint64(mean)*e.draw(r)>>32), most)
}
