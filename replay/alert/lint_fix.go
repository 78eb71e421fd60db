package alert

import (
	"maps"
	"slices"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Fixed is the configuration with the fixes of all errors that have one; what
// only people can decide, and warnings, stay as they are. A threshold that a
// fix takes away is set to 0, so that it is written as off.
func (in *Inspection) Fixed() *Config {
	c := in.Config.clone()
	c.Unchecked = nil
	for i := range in.Findings {
		if f := &in.Findings[i]; f.Severity == Error && f.repair != nil {
			f.repair(c)
		}
	}
	return c
}

func (c *Config) clone() *Config {
	out := &Config{
		Monitor: slices.Clone(c.Monitor), Ignore: slices.Clone(c.Ignore), Unchecked: slices.Clone(c.Unchecked),
		Causes: cloneThresholds(c.Causes), Accounts: map[string]map[string]*Thresholds{},
	}
	for account, causes := range c.Accounts {
		out.Accounts[account] = cloneThresholds(causes)
	}
	return out
}

func cloneThresholds(of map[string]*Thresholds) map[string]*Thresholds {
	out := maps.Clone(of)
	for cause, t := range out {
		own := *t
		out[cause] = &own
	}
	return out
}

// set sets a threshold, a global one if account is empty.
func (c *Config) set(account, cause string, m meter.Metric, value float64) {
	into := c.Causes
	if account != "" {
		into = c.Accounts[account]
	}
	if into[cause] == nil {
		into[cause] = &Thresholds{}
	}
	into[cause][m] = Threshold{Value: value, Set: true, Place: into[cause][m].Place}
}
