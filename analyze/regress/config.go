package regress

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// NewLimits are the thresholds of one cause: those that are on, or, for an
// account's, all that are set, since one that is off there wins over the
// default of all accounts.
func NewLimits(thresholds *alert.Thresholds, account bool) Limits {
	var l Limits
	for m, p := range l.fields() {
		if t := thresholds[m]; t.Value > 0 || account && t.Set {
			*p = &t.Value
		}
	}
	return l
}

// fields are the places of the thresholds, in the order of the metrics.
func (l *Limits) fields() [meter.NumMetrics]**float64 {
	return [...]**float64{&l.One, &l.Five, &l.Fifteen, &l.Day}
}

// Config is the configuration that the engine ran with, as far as it decided
// what alerts: the thresholds of causes that were not checked are not saved.
func (e *Engine) Config() *alert.Config {
	c := &alert.Config{
		Monitor: slices.Clone(e.Monitored), Ignore: slices.Clone(e.Ignored), Unchecked: slices.Clone(e.Unchecked),
		Causes: configOf(e.Thresholds), Accounts: map[string]map[string]*alert.Thresholds{},
	}
	for account, causes := range e.Accounts {
		c.Accounts[account] = configOf(causes)
	}
	return c
}

func configOf(causes map[string]Limits) map[string]*alert.Thresholds {
	set := map[string]*alert.Thresholds{}
	for cause, limits := range causes {
		set[cause] = &alert.Thresholds{}
		for m, p := range limits.fields() {
			if *p != nil {
				set[cause][m] = alert.Threshold{Value: **p, Set: true}
			}
		}
	}
	return set
}
