package count

import (
	"cmp"
	"slices"

	"github.com/cdrlab/cdrlab/replay/internal/hugepages"
)

// key is what groups are told apart and ordered by: second, cause, account and
// gateway, in two numbers.
type key struct{ high, low uint64 }

func keyOf(g *Group) key {
	return key{uint64(g.Second)<<32 | uint64(g.Cause), uint64(g.Account)<<32 | uint64(g.Gateway)}
}

func (k key) less(o key) bool { return k.high < o.high || k.high == o.high && k.low < o.low }

// compareGroups orders by second, cause, account and gateway.
func compareGroups(a, b Group) int {
	k, o := keyOf(&a), keyOf(&b)
	if k.high != o.high {
		return cmp.Compare(k.high, o.high)
	}
	return cmp.Compare(k.low, o.low)
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
	groups := hugepages.Make[Group](total, total)
	for _, r := range lists {
		for i := range r.groups {
			end := &ends[(r.groups[i].Second-first)>>shift]
			r.put(&groups[*end], i)
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
		if n := len(to); n > 0 && keyOf(&to[n-1]) == keyOf(&groups[i]) {
			to[n-1].N += groups[i].N
			continue
		}
		to = append(to, groups[i])
	}
	return to
}

// fewGroups is how many groups are sorted fastest by insertion.
const fewGroups = 16

// sortFew sorts groups of one place.
func sortFew(groups []Group) {
	if len(groups) > fewGroups {
		slices.SortFunc(groups, compareGroups)
		return
	}
	for i := 1; i < len(groups); i++ {
		x, k := groups[i], keyOf(&groups[i])
		j := i
		for ; j > 0 && k.less(keyOf(&groups[j-1])); j-- {
			groups[j] = groups[j-1]
		}
		groups[j] = x
	}
}
