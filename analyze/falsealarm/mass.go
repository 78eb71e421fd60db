package falsealarm

import "math"

// negligible is the probability that may be cut off at an end of a mass.
const negligible = 1e-18

// mass is a measure on the nodes of a lattice: at[i] lies on node lo+i. Between
// the nodes it stands for a smooth density, as cubic interpolation draws it,
// so single values may be slightly negative.
//
// Every product is converted before it is added, which forbids fusing the two
// (as in replay/meter): a law then has the same bits on every architecture.
type mass struct {
	lo int
	at []float64
}

// atNode is a whole probability on one node.
func atNode(i int) mass { return mass{i, []float64{1}} }

func (m mass) hi() int { return m.lo + len(m.at) - 1 }

func (m mass) total() float64 {
	var s float64
	for _, v := range m.at {
		s += v
	}
	return s
}

// size is the sum without regard to signs.
func (m mass) size() float64 {
	var s float64
	for _, v := range m.at {
		s += math.Abs(v)
	}
	return s
}

// scale multiplies by f, in place.
func (m mass) scale(f float64) {
	for i := range m.at {
		m.at[i] *= f
	}
}

// trimmed is the mass without ends that hold next to nothing.
func (m mass) trimmed() mass {
	from, to := 0, len(m.at)
	for cut := 0.0; from < to-1; from++ {
		if cut += math.Abs(m.at[from]); cut > negligible {
			break
		}
	}
	for cut := 0.0; to > from+1; to-- {
		if cut += math.Abs(m.at[to-1]); cut > negligible {
			break
		}
	}
	return mass{m.lo + from, m.at[from:to]}
}

// plus adds f times another mass.
func (m mass) plus(f float64, o mass) mass {
	switch {
	case len(o.at) == 0:
		return m
	case len(m.at) == 0:
		m.lo = o.lo
	}
	lo, hi := min(m.lo, o.lo), max(m.hi(), o.hi())
	sum := mass{lo, make([]float64, hi-lo+1)}
	copy(sum.at[m.lo-lo:], m.at)
	for i, v := range o.at {
		sum.at[o.lo-lo+i] += float64(f * v)
	}
	return sum
}

// shrunk moves each node i to f*i, 0 < f <= 1. What falls between nodes is dealt
// to the four around it.
func (m mass) shrunk(f float64) mass { return m.shrunkIn(nil, f) }

// shrunkIn is the same in memory that may be used again.
func (m mass) shrunkIn(room []float64, f float64) mass {
	lo := int(math.Floor(f*float64(m.lo))) - 1
	hi := int(math.Floor(f*float64(m.hi()))) + 2
	out := mass{lo, zeros(room, hi-lo+1)}
	for i, v := range m.at {
		out.deal(float64(f*float64(m.lo+i)), v)
	}
	return out
}

// deal adds a weight at a place between the nodes to the four around it, so that
// the moments 0 to 3 are kept.
func (m mass) deal(place, weight float64) {
	node := math.Floor(place)
	w := cubicWeights(place - node)
	at := m.at[int(node)-1-m.lo:][:4]
	at[0] += float64(weight * w[0])
	at[1] += float64(weight * w[1])
	at[2] += float64(weight * w[2])
	at[3] += float64(weight * w[3])
}

// convolved is the law of the sum of two independent terms, at the nodes up to
// top only.
func (m mass) convolved(o mass, top int) mass { return m.convolvedIn(nil, o, o.padded(nil), top) }

// perPass is how many nodes of one term a pass over the other adds.
const perPass = 4

// padded are the values between as many zeros as a pass needs, in memory that
// may be used again.
func (m mass) padded(room []float64) []float64 {
	p := zeros(room, len(m.at)+2*(perPass-1))
	copy(p[perPass-1:], m.at)
	return p
}

// convolvedIn is convolved, in memory that may be used again. Passes whose
// nodes of m are empty are left out.
func (m mass) convolvedIn(room []float64, o mass, padded []float64, top int) mass {
	lo := m.lo + o.lo
	hi := max(lo, min(m.hi()+o.hi(), top))
	out := zeros(room, hi-lo+1+perPass)
	for i := 0; i < len(m.at) && i <= hi-lo; i += perPass {
		var v [perPass]float64
		if copy(v[:], m.at[i:]); v == [perPass]float64{} {
			continue
		}
		addPass(out[i:min(i+len(o.at)+perPass-1, len(out))], padded, &v)
	}
	return mass{lo, out[:hi-lo+1]}
}

// addPass adds perPass nodes of one term, over all of the other. The whole
// package waits here. It shares nothing, so the race detector, which makes
// it thirty times slower, looks elsewhere.
//
//go:norace
func addPass(dst, padded []float64, v *[perPass]float64) {
	v0, v1, v2, v3 := v[0], v[1], v[2], v[3]
	s0, s1, s2, s3 := padded[3:][:len(dst)], padded[2:][:len(dst)], padded[1:][:len(dst)], padded[:len(dst)]
	for j := range dst {
		dst[j] += float64(v0*s0[j]) + float64(v1*s1[j]) + float64(v2*s2[j]) + float64(v3*s3[j])
	}
}

// zeros are n zeros, in the given room if that is large enough.
func zeros(room []float64, n int) []float64 {
	if cap(room) < n {
		return make([]float64, n, n+n/4)
	}
	room = room[:n]
	clear(room)
	return room
}
