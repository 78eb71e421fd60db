package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
)

// savedTraffic is saved counts whose replay has a known answer.
type savedTraffic struct {
	set        *count.Set
	thresholds string // YAML
	answer     replayAnswer
}

// Both have limits on all four averages, so that all four are checked.
const (
	monthThresholds    = "thresholds:\n  \"*\": {one: 0.5, five: 0.5, fifteen: 0.5, day: 0.5}\n"
	accountsThresholds = "accounts:\n  \"*\":\n    CALL_REJECTED: {one: 0.5, five: 0.5, fifteen: 0.5, day: 0.5}\n"
)

// The sizes that the goals are about.
const (
	monthDays     = 30
	accountMeters = 14_000
)

// savedMonth is some days of KAZOO's six monitored causes: one event a minute
// each, and for each cause one noon with one a second for 20 minutes. That
// exceeds 30 a minute once, and no limit on the longer averages.
func savedMonth(days int) savedTraffic {
	const burstSec = 20 * 60
	causes := slices.Sorted(slices.Values(alert.DefaultMonitor()))
	set := &count.Set{Causes: causes, Accounts: []string{"acme"}, Gateways: []string{""}}
	for i := range causes {
		noon := i*days/len(causes)*86400 + 12*3600
		for second := 0; second < days*86400; second += 60 {
			if second >= noon && second < noon+burstSec {
				for s := range 60 {
					addEvent(set, second+s, i, 0)
				}
				continue
			}
			addEvent(set, second+int(stir(uint64(second*len(causes)+i))%60), i, 0)
		}
	}
	return finish(set, monthThresholds, len(causes))
}

// savedAccounts is a week of one cause in many accounts, each with 50 events
// hours apart; ten of the accounts also have an event a second for 10 minutes.
// The accounts are a multiple of ten.
func savedAccounts(accounts int) savedTraffic {
	const events, burstSec, struck = 50, 10 * 60, 10
	set := &count.Set{Causes: []string{"CALL_REJECTED"}, Gateways: []string{""}}
	for i := range accounts {
		set.Accounts = append(set.Accounts, fmt.Sprintf("%032x", i))
		for k := range events {
			// The last third of each stretch stays free, for the bursts.
			stretch := weekSec / events
			addEvent(set, k*stretch+int(stir(uint64(i*events+k))%uint64(stretch*2/3)), 0, i)
		}
		if i%(accounts/struck) == 0 {
			for s := range burstSec {
				addEvent(set, weekSec/2-1-burstSec+s, 0, i)
			}
		}
	}
	return finish(set, accountsThresholds, struck)
}

func addEvent(set *count.Set, second, cause, account int) {
	set.Groups = append(set.Groups, count.Group{
		Second: uint32(firstSecond + second), Cause: uint32(cause), Account: uint32(account), N: 1})
}

// finish puts a set in order.
func finish(set *count.Set, thresholds string, firings int) savedTraffic {
	slices.SortFunc(set.Groups, func(a, b count.Group) int {
		return cmp.Or(cmp.Compare(a.Second, b.Second), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Account, b.Account))
	})
	events := set.Events()
	set.Totals = count.Totals{Accepted: events, First: set.Groups[0].Second, Last: set.Groups[len(set.Groups)-1].Second}
	return savedTraffic{set, thresholds, replayAnswer{Events: int64(events), Firings: firings}}
}

// meta is what the saved file says of its origin.
func (s *savedTraffic) meta() count.Meta {
	return count.Meta{
		LeftOut:  slices.Sorted(slices.Values(alert.DefaultIgnore())),
		Totals:   s.set.Totals,
		Sources:  []count.Source{{Name: "generated", Dialect: "header", Rows: s.set.Accepted, Accepted: s.set.Accepted}},
		Accounts: len(s.set.Accounts),
	}
}
