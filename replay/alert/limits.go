package alert

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Default is the configuration KAZOO ships: its lists, no thresholds.
func Default() *Config {
	return &Config{
		Monitor:  DefaultMonitor(),
		Ignore:   DefaultIgnore(),
		Causes:   map[string]*Thresholds{},
		Accounts: map[string]map[string]*Thresholds{},
	}
}

// Checked lists the causes that production really checks, in its order:
// monitored, not ignored (an ignored cause has no meter) and not unchecked.
// A cause monitored twice is listed once.
func (c *Config) Checked() []string {
	var checked []string
	for _, cause := range metered(c.Monitor, c.Ignore) {
		if !slices.ContainsFunc(c.Unchecked, func(u Unchecked) bool { return u.Cause == cause }) {
			checked = append(checked, cause)
		}
	}
	return checked
}

// metered lists the monitored causes that can have a meter, each once.
func metered(monitor, ignore []string) []string {
	var causes []string
	for _, cause := range monitor {
		if !slices.Contains(ignore, cause) && !slices.Contains(causes, cause) {
			causes = append(causes, cause)
		}
	}
	return causes
}

// Limits are the thresholds T of the cause's global meter and the rates, both
// per second, that its averages must exceed (T times the minutes); 0 is off.
// They say nothing about whether the cause is checked.
func (c *Config) Limits(cause string) (thresholds, limits meter.Values) {
	return pick(c.Causes[cause], nil)
}

// AccountLimits are Limits for the meter of one account and cause. A metric
// that the account does not set for the cause comes from account "*".
func (c *Config) AccountLimits(account, cause string) (thresholds, limits meter.Values) {
	return pick(c.Accounts[account][cause], c.Accounts[anyName][cause])
}

// pick takes each metric from own if it is set there, else from fallback;
// either may be nil.
func pick(own, fallback *Thresholds) (thresholds, limits meter.Values) {
	var t Thresholds
	if fallback != nil {
		t = *fallback
	}
	if own != nil {
		for m := range own {
			if own[m].Set {
				t[m] = own[m]
			}
		}
	}
	for m := range t {
		thresholds[m] = max(t[m].Value, 0)
	}
	return thresholds, t.Limits()
}

// HasThresholds tells whether any average of a checked cause has a limit, be
// it on the global meter or on an account's. Without one nothing can alert.
func (c *Config) HasThresholds() bool {
	return slices.ContainsFunc(c.Checked(), func(cause string) bool {
		if c.Causes[cause].on() {
			return true
		}
		for _, causes := range c.Accounts {
			if causes[cause].on() {
				return true
			}
		}
		return false
	})
}

// on tells whether any threshold is on; t may be nil.
func (t *Thresholds) on() bool { return t != nil && t.Limits() != meter.Values{} }
