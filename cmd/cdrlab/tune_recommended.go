package main

import (
	"github.com/cdrlab/cdrlab/replay/alert"
)

// recommended is the configuration in force with what is recommended set: on
// the causes whose goals are met; the others keep what they have.
func (run *tuneRun) recommended() *alert.Config {
	cfg := *run.cfg
	cfg.Causes = map[string]*alert.Thresholds{}
	for cause, t := range run.cfg.Causes {
		cfg.Causes[cause] = t
	}
	for i := range run.advice.Causes {
		r := &run.advice.Causes[i]
		if !r.Met {
			continue
		}
		t := &alert.Thresholds{}
		for m, was := range run.inForce(r.Cause) {
			if r.Set[m] > 0 || was > 0 {
				t[m] = alert.Threshold{Value: r.Set[m], Set: true}
			}
		}
		cfg.Causes[r.Cause] = t
	}
	return &cfg
}
