package simulate

import "math/bits"

// random is splitmix64 (Steele, Lea, Flood 2014): a counter that is stirred.
// It is written out here because the generators of the standard library may
// change with its version.
type random uint64

const golden = 0x9e3779b97f4a7c15

func (r *random) next() uint64 {
	*r += golden
	return stir(uint64(*r))
}

// below is a number in [0, n). Its bias is below n / 2^32.
func (r *random) below(n uint32) uint32 {
	return uint32(r.next() >> 32 * uint64(n) >> 32)
}

// stir maps 64 bits one to one to 64 bits that look unrelated.
func stir(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// derive is the n-th seed that follows from a seed; different n give streams
// that have nothing to do with each other.
func derive(seed, n uint64) uint64 {
	return stir(stir(seed+golden) + bits.RotateLeft64(stir(n+golden), 32))
}

// probability is a chance in units of 2^-32.
type probability uint64

// probabilityOf is p, in [0, 1], rounded down; the product is exact.
func probabilityOf(p float64) probability { return probability(p * (1 << 32)) }

// happens draws whether it does.
func (p probability) happens(r *random) bool { return r.next()>>32 < uint64(p) }
