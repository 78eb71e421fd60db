package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart"
	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// restartPlan is what is asked about restarts.
type restartPlan struct {
	instants inflight.Instants
	// at are the instants given one by one, as they were written.
	at         []string
	strategies []restart.Strategy
	rig        inflight.Rig
	// main is the scenario of the figures; downtimes and drains are the others
	// of the curves, the main one's included.
	main              inflight.Scenario
	downtimes, drains []time.Duration
	through           inflight.Direction
	kazoo             bool
	ringingFrom       string

	list, explain, plot, emit string
	verbose                   bool
}

// plan checks the flags.
func (f *restartTrafficFlags) plan(in *input) (*restartPlan, error) {
	p := &restartPlan{
		rig:         inflight.Rig{Gateways: f.gateways, SilentToUnknownCancel: f.silent, CancelWithState: f.stateful, Seed: f.seed},
		main:        inflight.Scenario{Timers: restart.DefaultTimers(), Seed: f.seed},
		ringingFrom: f.ringingFrom, explain: f.explain, plot: f.plot, list: f.list, emit: f.emit, verbose: f.verbose,
	}
	steps := []func(*restartPlan) error{f.planProxy, f.planStrategies, f.planTimes, f.planCallers, f.planAnswer}
	for _, step := range steps {
		if err := step(p); err != nil {
			return nil, err
		}
	}
	if err := p.rig.Call(p.strategies[0]).Validate(); err != nil {
		return nil, &cdr.UsageError{Problem: "--" + err.Error()}
	}
	return p, f.planInstants(p, in)
}

// planInstants reads --at.
func (f *restartTrafficFlags) planInstants(p *restartPlan, in *input) error {
	var moments []time.Time
	for _, text := range f.at {
		every, grid := strings.CutPrefix(text, "every:")
		if !grid {
			sec, err := parseInstant("--at", text, in.zone)
			if err != nil {
				return err
			}
			moments = append(moments, sec.Time())
			continue
		}
		if len(f.at) > 1 {
			return &cdr.UsageError{Problem: "--at: every:... beside other times found, one of both wanted"}
		}
		d, err := time.ParseDuration(every)
		if err != nil || d < time.Minute || (24*time.Hour)%d != 0 || d%time.Minute != 0 {
			return &cdr.UsageError{Problem: fmt.Sprintf("--at: %q found, whole minutes that divide a day wanted", text), Hint: "--at every:15m"}
		}
		p.instants = inflight.Every(d)
		return nil
	}
	p.instants, p.at = inflight.At(moments...), f.at
	return nil
}

// planProxy reads what is known of the proxy. KAZOO's Kamailio answers a stray
// CANCEL with 481, drops a stray ACK and chooses FreeSWITCH by the hash of the
// Call-ID, which is also the remedy for its CANCELs (kazoo-configs-kamailio).
func (f *restartTrafficFlags) planProxy(p *restartPlan) error {
	if f.proxy != "" {
		if err := oneOf("--proxy", f.proxy, "kazoo"); err != nil {
			return err
		}
		p.kazoo, p.rig.DropsStrayAck = true, true
	}
	if err := oneOf("--through", f.through, "inbound", "outbound", "all"); err != nil {
		return err
	}
	p.through = map[string]inflight.Direction{"inbound": inflight.Inbound, "outbound": inflight.Outbound, "all": inflight.Unknown}[f.through]
	if err := oneOf("--stop", f.stop, restart.Orderly.String(), restart.Crash.String()); err != nil {
		return err
	}
	if f.stop == restart.Crash.String() {
		p.rig.Stop = restart.Crash
	}
	return nil
}

func (f *restartTrafficFlags) planStrategies(p *restartPlan) error {
	names := f.strategies
	switch {
	case len(names) > 0:
	case p.kazoo:
		names = []string{"t_relay_cancel", "hash", "state-kept"}
	default:
		names = restart.StrategyNames()
	}
	for _, name := range names {
		s, err := restart.ParseStrategy(strings.TrimSpace(name))
		if err != nil {
			return &cdr.UsageError{Problem: "--strategy: " + err.Error(), Hint: "cdrlab simulate restart --help"}
		}
		if slices.Contains(p.strategies, s) {
			return twice("--strategy", s.Name())
		}
		p.strategies = append(p.strategies, s)
	}
	return nil
}

// planAnswer checks what is to be shown.
func (f *restartTrafficFlags) planAnswer(p *restartPlan) error {
	if p.list != "" {
		if err := oneOf("--list", p.list, restartListNames()...); err != nil {
			return err
		}
	}
	if p.list != "" && p.explain != "" {
		return &cdr.UsageError{Problem: "--list and --explain given, one of them wanted"}
	}
	if p.emit != "" && (len(f.at) != 1 || strings.HasPrefix(f.at[0], "every:")) {
		return &cdr.UsageError{Problem: "--emit-cdr: the CDRs of one restart, so one --at T wanted", Hint: "--at 2026-03-10T10:15:00Z"}
	}
	return nil
}
