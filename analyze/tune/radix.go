package tune

import "slices"

// radixSort sorts the bits of float64s that are not negative, whose order is
// that of the numbers. It returns the sorted list and the other one, either of
// which may be the memory of the other argument. Comparing would take five
// times as long for the millions of values that a year of checks sees.
func radixSort(list, scratch []uint64) (sorted, other []uint64) {
	const digitBits, digits = 11, 6
	const base = 1 << digitBits
	if len(list) < base { // too few to count digits for
		slices.Sort(list)
		return list, scratch
	}
	if len(scratch) < len(list) {
		scratch = make([]uint64, len(list))
	}
	from, to := list, scratch[:len(list)]
	var counts [digits][base]uint32
	for _, v := range list {
		for d := range counts {
			counts[d][v>>(d*digitBits)%base]++
		}
	}
	for d := range counts {
		count, shift := &counts[d], d*digitBits
		if count[list[0]>>shift%base] == uint32(len(list)) {
			continue // all have the same digit
		}
		var at uint32
		for k, n := range count {
			count[k] = at
			at += n
		}
		for _, v := range from {
			k := v >> shift % base
			to[count[k]] = v
			count[k]++
		}
		from, to = to, from
	}
	return from, to
}
