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

// combine sorts the groups of all lists under their new codes and adds up
// those with the same key.
func combine(lists []recoded) []Group { return addUp(sorted(lists)) }

// addUp makes one group of each run with the same key, in place.
func addUp(groups []Group) []Group {
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

// sorted are the groups of all lists by compareGroups. Traffic is dense in
// time, so mostly each group has its place by its second alone, and only those
// of one second, a few, are compared.
func sorted(lists []recoded) []Group {
	total, first, last := 0, ^uint32(0), uint32(0)
	for _, r := range lists {
		total += len(r.groups)
		for i := range r.groups {
			first, last = min(first, r.groups[i].Second), max(last, r.groups[i].Second)
		}
	}
	groups := make([]Group, total)
	if total == 0 {
		return groups
	}
	if int(last-first)/secondsPerGroup >= total {
		groups = groups[:0]
		for _, r := range lists {
			for i := range r.groups {
				groups = append(groups, r.at(i))
			}
		}
		slices.SortFunc(groups, compareGroups)
		return groups
	}
	// ends[s] is at first where the groups of second first+s start, and where
	// they end when all have come to their place.
	ends := make([]uint32, int(last-first)+2)
	for _, r := range lists {
		for i := range r.groups {
			ends[r.groups[i].Second-first+1]++
		}
	}
	for s := range len(ends) - 1 {
		ends[s+1] += ends[s]
	}
	for _, r := range lists {
		for i := range r.groups {
			end := &ends[r.groups[i].Second-first]
			groups[*end] = r.at(i)
			*end++
		}
	}
	start := uint32(0)
	for _, end := range ends[:len(ends)-1] {
		sortFew(groups[start:end])
		start = end
	}
	return groups
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
