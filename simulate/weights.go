package simulate

import "sort"

// weights draws indexes, each as often as its weight says.
type weights struct {
	// upTo is the sum of the weights up to and with each index.
	upTo []uint32
}

func newWeights(n int, weight func(i int) uint32) weights {
	w := weights{make([]uint32, n)}
	var sum uint32
	for i := range n {
		sum += weight(i)
		w.upTo[i] = sum
	}
	return w
}

func (w *weights) pick(r *random) int {
	x := r.below(w.upTo[len(w.upTo)-1])
	if len(w.upTo) > 64 {
		return sort.Search(len(w.upTo), func(i int) bool { return w.upTo[i] > x })
	}
	i := 0
	for w.upTo[i] <= x {
		i++
	}
	return i
}

// zipf are the weights 1/k, 1/(k+1), ...: from k = 1 few are large and many
// small, from a larger k they are more alike. The sum stays below 2^32.
func zipf(n, k int) weights {
	return newWeights(n, func(i int) uint32 { return 1 << 24 / uint32(i+k) })
}
