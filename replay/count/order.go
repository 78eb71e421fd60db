package count

import (
	"cmp"
	"slices"
)

// compareGroups orders by second, cause, account and gateway. It compares two
// numbers a group, not four.
func compareGroups(a, b Group) int {
	aHigh, bHigh := uint64(a.Second)<<32|uint64(a.Cause), uint64(b.Second)<<32|uint64(b.Cause)
	if aHigh != bHigh {
		return cmp.Compare(aHigh, bHigh)
	}
	return cmp.Compare(uint64(a.Account)<<32|uint64(a.Gateway), uint64(b.Account)<<32|uint64(b.Gateway))
}

// combine sorts groups and adds up those with the same key, in place.
func combine(groups []Group) []Group {
	sortGroups(groups)
	w := 0
	for _, x := range groups {
		if w > 0 && compareGroups(groups[w-1], x) == 0 {
			groups[w-1].N += x.N
			continue
		}
		groups[w] = x
		w++
	}
	return groups[:w]
}

// secondsPerGroup is up to how sparsely groups may lie in time to be sorted by
// a place for each second: with few, the places cost more than comparing.
const secondsPerGroup = 4

// sortGroups sorts by compareGroups. Traffic is dense in time, so mostly each
// group has its place by its second alone, and only those of one second, a
// few, are compared.
func sortGroups(groups []Group) {
	if len(groups) == 0 {
		return
	}
	first, last := groups[0].Second, groups[0].Second
	for i := range groups {
		first, last = min(first, groups[i].Second), max(last, groups[i].Second)
	}
	if int(last-first)/secondsPerGroup >= len(groups) {
		slices.SortFunc(groups, compareGroups)
		return
	}
	// ends[s] is at first where the groups of second first+s start, and where
	// they end when all have come to their place.
	ends := make([]uint32, int(last-first)+1)
	for i := range groups {
		ends[groups[i].Second-first]++
	}
	starts := make([]uint32, len(ends)+1)
	for s, n := range ends {
		starts[s+1] = starts[s] + n
	}
	copy(ends, starts)
	for s := range ends {
		for at := ends[s]; at < starts[s+1]; {
			to := groups[at].Second - first
			if int(to) == s {
				at++
				ends[s] = at
				continue
			}
			groups[at], groups[ends[to]] = groups[ends[to]], groups[at]
			ends[to]++
		}
		slices.SortFunc(groups[starts[s]:starts[s+1]], compareGroups)
	}
}
