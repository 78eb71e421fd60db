package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/cdrlab/cdrlab/analyze/regress"
	"github.com/cdrlab/cdrlab/replay"
)

// followBaseline sets every flag that was not given to what the baseline was
// saved with: the filters, the engine's clock and its thresholds.
func followBaseline(s *regress.Saved, in *inputFlags, eng *engineFlags) {
	if f := s.Input.Filter; f != nil {
		followInstant(in.group.flags, "since", &in.since, f.Since)
		followInstant(in.group.flags, "until", &in.until, f.Until)
		follow(in.group.flags, "account", &in.accounts, f.Accounts)
		follow(in.group.flags, "cause", &in.causes, f.Causes)
		follow(in.group.flags, "direction", &in.directions, f.Directions)
		follow(in.group.flags, "gateway", &in.gateways, f.Gateways)
	}
	e, flags := &s.Engine, eng.group.flags
	followInstant(flags, "app-start", &eng.appStart, e.AppStart)
	var restarts []string
	for _, at := range e.AppRestarts {
		restarts = append(restarts, at.String())
	}
	follow(flags, "app-restart", &eng.appRestarts, restarts)
	if e.WarmUpSec > 0 {
		follow(flags, "warm-up", &eng.warmUp, fmt.Sprintf("%ds", e.WarmUpSec))
	}
	follow(flags, "check-accounts", &eng.checkAccounts, e.CheckAccounts)
	follow(flags, "copies", &eng.copies, max(1, e.Copies))
	if e.Nodes > 1 {
		follow(flags, "nodes", &eng.nodes, e.Nodes)
		follow(flags, "seed", &eng.seed, e.Seed)
	}
	eng.saved = e.Config()
}

// follow sets a flag's value if it was not given.
func follow[T any](flags *pflag.FlagSet, name string, value *T, saved T) {
	if !flags.Changed(name) {
		*value = saved
	}
}

// followInstant is follow for a time, nil being none.
func followInstant(flags *pflag.FlagSet, name string, value *string, saved *replay.Second) {
	if saved != nil {
		follow(flags, name, value, saved.String())
	}
}

// fileNames are the inputs of a saved result.
func fileNames(s *regress.Saved) string {
	var names []string
	for _, f := range s.Input.Files {
		names = append(names, f.Name)
	}
	if len(names) > 3 {
		names = append(names[:3:3], fmt.Sprintf("%d more", len(names)-3))
	}
	return strings.Join(names, ", ")
}
