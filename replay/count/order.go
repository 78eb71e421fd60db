package count

import (
	"cmp"
	"slices"
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
