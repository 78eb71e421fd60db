package regress

import "github.com/cdrlab/cdrlab/replay"

// Met lists the firings that an expectation is about.
func (x *Expectation) Met(firings []replay.Firing) []replay.Firing {
	var met []replay.Firing
	for i := range firings {
		if x.concerns(&firings[i]) {
			met = append(met, firings[i])
		}
	}
	return met
}

// concerns tells whether a firing is of the cause and the account, and meets
// the time.
func (x *Expectation) concerns(f *replay.Firing) bool {
	switch {
	case f.Cause != x.Cause:
		return false
	case x.Account != "" && (f.Account == nil || *f.Account != x.Account):
		return false
	case x.From != nil && f.End <= *x.From:
		return false
	case x.To != nil && f.Start >= *x.To:
		return false
	}
	return true
}

// AtEveryClock is the first firing that shows at all the check clocks that
// the application may have had, so that production had to fire, too; nil if
// none does.
func AtEveryClock(firings []replay.Firing) *replay.Firing {
	for i := range firings {
		if p := firings[i].Phases; p.Fired == p.Of {
			return &firings[i]
		}
	}
	return nil
}
