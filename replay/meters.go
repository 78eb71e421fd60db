package replay

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/internal/hugepages"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// series is the events of one checked meter on one node, over the whole run.
type series struct {
	key                meterKey
	node               int // from 1; 0 if there is only one
	thresholds, limits meter.Values
	events             []count.Group
}

// checkedSeries are the meters that checks look at, in the order of cause,
// account and node, with their events in the order of time. A cause without
// events has a global meter without events, so that a result can name it.
func checkedSeries(sets []*count.Set, cfg *alert.Config, accounts accountChoice) []series {
	var list []series
	causes := cfg.Checked()
	slices.Sort(causes)
	for i, set := range sets {
		node := 0
		if len(sets) > 1 {
			node = i + 1
		}
		for k, events := range eventsByCause(set, causes) {
			cause := causes[k]
			global := series{key: meterKey{cause, ""}, node: node, events: events}
			global.thresholds, global.limits = cfg.Limits(cause)
			list = append(list, global)
			if accounts != nil {
				list = appendAccounts(list, global, set, cfg, accounts)
			}
		}
	}
	slices.SortStableFunc(list, compareSeries)
	return list
}

func compareSeries(a, b series) int {
	return compareKeys(a.key, b.key, a.node, b.node)
}

// accountChoice tells which meters of accounts are checked; nil means none.
type accountChoice func(s *series) bool

// accounts are the meters of accounts that a run checks: those with a
// threshold, if it checks any.
func (o *Options) accounts() accountChoice {
	if !o.CheckAccounts {
		return nil
	}
	return func(s *series) bool { return s.limits != (meter.Values{}) }
}

// appendAccounts adds the meter of each chosen account with events of the
// cause.
func appendAccounts(list []series, global series, set *count.Set, cfg *alert.Config, choose accountChoice) []series {
	byAccount := distribute(global.events, len(set.Accounts), func(g *count.Group) int { return int(g.Account) })
	for account, events := range byAccount {
		if len(events) == 0 {
			continue
		}
		s := series{key: meterKey{global.key.cause, set.Accounts[account]}, node: global.node, events: events}
		s.thresholds, s.limits = cfg.AccountLimits(s.key.account, s.key.cause)
		if choose(&s) {
			list = append(list, s)
		}
	}
	return list
}

// causeEvents are the groups of one cause, in order.
func causeEvents(set *count.Set, cause string) []count.Group {
	return eventsByCause(set, []string{cause})[0]
}

// eventsByCause are the groups of each of some causes, in order.
func eventsByCause(set *count.Set, causes []string) [][]count.Group {
	which := make([]int, len(set.Causes)) // of causes, by the set's code
	for code, name := range set.Causes {
		which[code] = slices.Index(causes, name)
	}
	return distribute(set.Groups, len(causes), func(g *count.Group) int { return which[g.Cause] })
}

// distribute gives each of n heaps its groups, in order; those of heap -1 are
// left out.
func distribute(groups []count.Group, n int, heapOf func(*count.Group) int) [][]count.Group {
	ends := make([]int, n+1) // where each heap ends in room; at first, its size
	for i := range groups {
		ends[heapOf(&groups[i])+1]++
	}
	ends = ends[1:]
	total := 0
	for k, size := range ends {
		ends[k] = total // where it starts, until it is filled
		total += size
	}
	room := hugepages.Make[count.Group](total, total)
	for i := range groups {
		if k := heapOf(&groups[i]); k >= 0 {
			room[ends[k]] = groups[i]
			ends[k]++
		}
	}
	heaps := make([][]count.Group, n)
	start := 0
	for k, end := range ends {
		heaps[k] = room[start:end:end]
		start = end
	}
	return heaps
}

// between are the events of [start, end).
func between(events []count.Group, start, end int64) []count.Group {
	at := func(t int64) int {
		i, _ := slices.BinarySearchFunc(events, t, func(g count.Group, t int64) int {
			if int64(g.Second) < t {
				return -1
			}
			return 1
		})
		return i
	}
	return events[at(start):at(end)]
}

// numEvents is how many legs some groups hold.
func numEvents(groups []count.Group) uint64 {
	var n uint64
	for i := range groups {
		n += groups[i].N
	}
	return n
}
