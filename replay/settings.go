package replay

import (
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// settings is what a run with cfg and opt says of itself.
func settings(cfg *alert.Config, opt *Options) Settings {
	s := Settings{
		Since: opt.Since, Until: opt.Until, AppStart: opt.AppStart,
		AppRestarts: append([]Second{}, opt.AppRestarts...),
		Monitored:   append([]string{}, cfg.Monitor...),
		Ignored:     append([]string{}, cfg.Ignore...),
		Thresholds:  map[string]CauseLimits{},
		Unchecked:   append([]alert.Unchecked{}, cfg.Unchecked...),
	}
	for _, cause := range cfg.Checked() {
		thresholds, _ := cfg.Limits(cause)
		if c := causeLimits(thresholds); len(c) > 0 {
			s.Thresholds[cause] = c
		}
	}
	if opt.CheckAccounts {
		s.CheckAccounts = true
		s.Accounts = map[string]AccountRules{}
		for account := range cfg.Accounts {
			rules := AccountRules{}
			for cause := range cfg.Accounts[account] {
				if c := causeLimits(thresholdValues(cfg.Accounts[account][cause])); len(c) > 0 {
					rules[cause] = c
				}
			}
			s.Accounts[account] = rules
		}
	}
	if opt.copies() > 1 {
		s.Copies = opt.Copies
	}
	if opt.nodes() > 1 {
		s.Nodes, s.Seed = opt.Nodes, opt.Seed
	}
	return s
}

// causeLimits names the thresholds that are on.
func causeLimits(t meter.Values) CauseLimits {
	c := CauseLimits{}
	for m, v := range t {
		if v > 0 {
			c[meter.Metric(m).String()] = v
		}
	}
	return c
}

func thresholdValues(t *alert.Thresholds) meter.Values {
	var v meter.Values
	for m := range t {
		v[m] = t[m].Value
	}
	return v
}
