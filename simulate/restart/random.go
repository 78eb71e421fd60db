package restart

// random is splitmix64 (Steele, Lea, Flood 2014), written out because the
// generators of the standard library may change with its version.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below is a number in [0, n). Its bias is below n / 2^32.
func (r *random) below(n uint32) uint32 { return uint32(r.next() >> 32 * uint64(n) >> 32) }

// seedFor is the start of a call's own draws: they depend on its name, not on
// its place among others (FNV-1a).
func seedFor(seed uint64, name string) random {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return random(h ^ seed*0x9e3779b97f4a7c15)
}

// Shuffle puts places into an order that a seed chooses.
func Shuffle(seed uint64, places []int) {
	draws := seedFor(seed, "order")
	for i := len(places) - 1; i > 0; i-- {
		j := draws.below(uint32(i + 1))
		places[i], places[j] = places[j], places[i]
	}
}
