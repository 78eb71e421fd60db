package replay

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/count"
)

// maxTop is how many names a Top lists.
const maxTop = 5

// topOf names the accounts and gateways with the most of some events.
func topOf(set *count.Set, events []count.Group) Top {
	top := Top{Events: numEvents(events)}
	top.Account = shares(events, set.Accounts, top.Events, func(g *count.Group) uint32 { return g.Account })
	if set.HasGateway {
		top.Gateway = shares(events, set.Gateways, top.Events, func(g *count.Group) uint32 { return g.Gateway })
	}
	return top
}

// shares lists at most maxTop names, by events, then by name. Events without
// a name count in the total only.
func shares(events []count.Group, names []string, total uint64, code func(*count.Group) uint32) []Share {
	n := map[uint32]uint64{}
	for i := range events {
		n[code(&events[i])] += events[i].N
	}
	list := []Share{}
	for c, events := range n {
		if names[c] != "" {
			list = append(list, Share{Name: names[c], Events: events, Share: sixDigits(float64(events) / float64(total))})
		}
	}
	slices.SortFunc(list, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.Name, b.Name))
	})
	return list[:min(len(list), maxTop)]
}

// sixDigits rounds a statistic to six significant digits.
func sixDigits(x float64) float64 {
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	return y
}
