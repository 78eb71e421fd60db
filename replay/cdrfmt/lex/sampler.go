package lex

// Sampler takes records off the start of a text one by one, to be kept side by
// side: they share memory, so that thousands cost few allocations.
type Sampler struct {
	records []Record // room for the next ones
	ends    []int32  // the same
}

// First is as the function First, of a record of its own, which is valid as long
// as data is. It is nil if ok is false.
func (s *Sampler) First(data []byte, sep byte, last bool) (r *Record, n int, ok bool) {
	const fewest, most, fields = 16, 256, 1024
	if len(s.records) == cap(s.records) {
		s.records = make([]Record, 0, min(max(fewest, 2*cap(s.records)), most))
	}
	if cap(s.ends) < fields/16 {
		s.ends = make([]int32, 0, fields)
	}
	next := len(s.records)
	r = &s.records[:next+1][next]
	r.ends = s.ends
	if n, ok = First(data, sep, last, r); !ok {
		s.ends, r.ends = r.ends[:0], nil
		return nil, n, false
	}
	s.records = s.records[:next+1]
	used := len(r.ends)
	s.ends, r.ends = r.ends[used:used], r.ends[:used:used]
	return r, n, true
}
