package replay

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
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
	byAccount := slices.Clone(global.events)
	slices.SortStableFunc(byAccount, func(a, b count.Group) int { return int(int64(a.Account) - int64(b.Account)) })
	for len(byAccount) > 0 {
		account := byAccount[0].Account
		n := 1
		for n < len(byAccount) && byAccount[n].Account == account {
			n++
		}
		s := series{
			key:    meterKey{global.key.cause, set.Accounts[account]},
			node:   global.node,
			events: byAccount[:n:n],
		}
		s.thresholds, s.limits = cfg.AccountLimits(s.key.account, s.key.cause)
		if choose(&s) {
			list = append(list, s)
		}
		byAccount = byAccount[n:]
	}
	return list
}

// causeEvents are the groups of one cause, in order.
func causeEvents(set *count.Set, cause string) []count.Group {
	return eventsByCause(set, []string{cause})[0]
}

// eventsByCause are the groups of each of some causes, in order.
func eventsByCause(set *count.Set, causes []string) [][]count.Group {
	const other = -1
	which := make([]int, len(set.Causes)) // of causes, by the set's code
	for code, name := range set.Causes {
		which[code] = slices.Index(causes, name)
	}
	sizes := make([]int, len(causes))
	for i := range set.Groups {
		if k := which[set.Groups[i].Cause]; k != other {
			sizes[k]++
		}
	}
	events := make([][]count.Group, len(causes))
	for k, n := range sizes {
		events[k] = make([]count.Group, 0, n)
	}
	for i := range set.Groups {
		if k := which[set.Groups[i].Cause]; k != other {
			events[k] = append(events[k], set.Groups[i])
		}
	}
	return events
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
