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

// combine sorts the groups of all lists by compareGroups, under their new
// codes, and adds up those with the same key. Traffic is dense in time, so
// each group mostly has its place by its second alone, but for a few
// neighbours: only these are compared. No second lies outside of all.
func combine(lists []recoded, all span) []Group {
	total := 0
	for _, r := range lists {
		total += len(r.groups)
	}
	if total == 0 {
		return nil
	}
	first, last := all.first, all.last
	// A place is for the groups of 2^shift seconds, about as many places as groups.
	shift := 0
	for int(last-first)>>shift >= total {
		shift++
	}
	// ends[p] is at first where the groups of place p start, and where they end
	// when all have come to their place.
	ends := make([]uint32, int(last-first)>>shift+2)
	for _, r := range lists {
		for i := range r.groups {
			ends[(r.groups[i].Second-first)>>shift+1]++
		}
	}
	for p := range len(ends) - 1 {
		ends[p+1] += ends[p]
	}
	groups := make([]Group, total)
	for _, r := range lists {
		for i := range r.groups {
			end := &ends[(r.groups[i].Second-first)>>shift]
			groups[*end] = r.at(i)
			*end++
		}
	}
	joined := groups[:0]
	start := uint32(0)
	for _, end := range ends[:len(ends)-1] {
		if start < end {
			sortFew(groups[start:end])
			joined = addUp(joined, groups[start:end])
			start = end
		}
	}
	return joined
}

// addUp appends sorted groups, none before the last of to, as one group for each
// run with the same key. They may lie in the memory that is appended to.
func addUp(to, groups []Group) []Group {
	for i := range groups {
		if n := len(to); n > 0 && compareGroups(to[n-1], groups[i]) == 0 {
			to[n-1].N += groups[i].N
			continue
		}
		to = append(to, groups[i])
	}
	return to
}

// fewGroups is how many groups are sorted fastest by insertion, with the
// comparison in line.
const fewGroups = 16

// sortFew sorts groups of one second.
func sortFew(groups []Group) {
	if len(groups) > fewGroups {
		slices.SortFunc(groups, compareGroups)
		return
	}
	for i := 1; i < len(groups); i++ {
		x := groups[i]
		j := i
		for ; j > 0 && compareGroups(groups[j-1], x) > 0; j-- {
			groups[j] = groups[j-1]
		}
		groups[j] = x
	}
}
