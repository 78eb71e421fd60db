package main

import "math/bits"

// random is splitmix64 (Steele, Lea, Flood 2014), written out because the
// generators of the standard library may change with its version. All that is
// drawn from it is drawn with integers, so every machine writes the same file.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	return stir(uint64(*r))
}

// stir maps 64 bits one to one to 64 bits that look unrelated.
func stir(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number in [0, n).
func (r *random) below(n int) int {
	hi, _ := bits.Mul64(r.next(), uint64(n))
	return int(hi)
}

// oneIn draws whether something that happens once in n times happens.
func (r *random) oneIn(n int) bool { return r.below(n) == 0 }

// ln2 is the natural logarithm of 2 in units of 2^-32.
const ln2 = 2977044472

// exponentialMs is a time of roughly the given mean, cut off at most. Between
// powers of two the logarithm runs straight: within 6%, and in integers.
func (r *random) exponentialMs(mean, most int64) int64 {
	u := r.next() | 1
	zeros := bits.LeadingZeros64(u)
	fraction := u << (zeros + 1) >> 32
	log2 := uint64(zeros+1)<<32 - fraction // of 1/u
	hi, lo := bits.Mul64(log2, ln2)
	return min(int64(uint64(mean)*(hi<<32|lo>>32)>>32), most)
}

// weights draws indexes, each as often as its weight says.
type weights struct {
	// upTo is the sum of the weights up to and with each index.
	upTo []int
}

func newWeights(n int, weight func(i int) int) weights {
	w := weights{make([]int, n)}
	sum := 0
	for i := range n {
		sum += weight(i)
		w.upTo[i] = sum
	}
	return w
}

func (w *weights) pick(r *random) int {
	x := r.below(w.upTo[len(w.upTo)-1])
	low, high := 0, len(w.upTo)-1
	for low < high {
		if mid := (low + high) / 2; w.upTo[mid] > x {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}
