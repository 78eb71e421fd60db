package tune

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// The twin: the outcome of one threshold, straight from the definitions. The
// firings are those of replay.Run; the alerts of each phase are found by
// comparing every value seen at a check.

const baseSec = 1_700_000_000

var (
	testCauses   = []string{"CALL_REJECTED", "PROGRESS_TIMEOUT"}
	testAccounts = []string{"a", "b"}
)

// trial is some traffic, a run over it, and what it is judged against.
type trial struct {
	set *count.Set
	run replay.Options
	opt Options
}

func randomTrial(r *rand.Rand) *trial {
	seconds := 400 + r.IntN(2000)
	t := &trial{set: randomSet(r, seconds)}
	t.run = replay.Options{Since: baseSec, Until: replay.Second(baseSec + seconds + 65), Workers: 1 + r.IntN(3)}
	if r.IntN(5) > 0 {
		start := replay.Second(baseSec - 100 + r.IntN(200))
		t.run.AppStart = &start
	}
	for at := 300; r.IntN(3) == 0; {
		if at += 1 + r.IntN(seconds); at >= seconds {
			break
		}
		t.run.AppRestarts = append(t.run.AppRestarts, replay.Second(baseSec+at))
	}
	if r.IntN(4) == 0 {
		t.run.Copies = 2
	}
	if r.IntN(4) == 0 {
		t.run.Nodes, t.run.Seed = 2, r.Uint64()
	}
	if r.IntN(3) == 0 {
		t.run.ReportSince = replay.Second(baseSec + r.IntN(seconds))
	}
	if r.IntN(4) == 0 {
		t.run.CheckAccounts = true
		t.opt.Accounts = testAccounts[:1]
	}
	t.opt.GraceSec = int64(r.IntN(3) * r.IntN(200))
	for i := range r.IntN(6) {
		start := int64(baseSec - 200 + r.IntN(seconds+400))
		in := Incident{Name: fmt.Sprint("INC-", i), Start: start, End: start + 1 + r.Int64N(600)}
		if r.IntN(2) == 0 {
			in.Cause = testCauses[r.IntN(2)]
		}
		if r.IntN(4) == 0 {
			in.Account = testAccounts[r.IntN(2)]
		}
		t.opt.Incidents = append(t.opt.Incidents, in)
	}
	return t
}

// randomSet has quiet stretches, bursts and steady stretches, in which values
// come back to the bit.
func randomSet(r *rand.Rand, seconds int) *count.Set {
	s := &count.Set{Causes: testCauses, Accounts: testAccounts, Gateways: []string{""}}
	steady := r.IntN(2) == 0
	for sec := r.IntN(200); sec < seconds; {
		for c := range uint32(2) {
			for a := range uint32(2) {
				if r.IntN(2) == 0 {
					s.Groups = append(s.Groups, count.Group{Second: uint32(baseSec + sec), Cause: c, Account: a, N: 1 + r.Uint64N(3)})
				}
			}
		}
		switch {
		case steady:
			sec += 5
		case r.IntN(12) == 0:
			sec += r.IntN(800)
		default:
			sec += 1 + r.IntN(40)
		}
		if r.IntN(20) == 0 {
			steady = !steady
		}
	}
	return s
}

// config sets one threshold of one meter.
func config(c *Curve, t float64) *alert.Config {
	cfg := &alert.Config{Monitor: testCauses, Causes: map[string]*alert.Thresholds{}, Accounts: map[string]map[string]*alert.Thresholds{}}
	var thresholds alert.Thresholds
	thresholds[c.Metric] = alert.Threshold{Value: t, Set: true}
	if c.Account == nil {
		cfg.Causes[c.Cause] = &thresholds
	} else {
		cfg.Accounts[*c.Account] = map[string]*alert.Thresholds{c.Cause: &thresholds}
	}
	return cfg
}

// seen is a value at a check.
type seen struct {
	t      int64
	phases []int
	rates  meter.Values
}

// stretch is one span of one node of a meter, with all that its checks see.
type stretch struct {
	node       int
	start, end int64
	checks     []seen
}

// record walks a meter on all nodes. An exact span belongs to every phase.
func (t *trial) record(cause string, account *string) (list []stretch, phases int) {
	meters, err := replay.CheckedMeters(t.set, &alert.Config{Monitor: testCauses}, t.run, testAccounts)
	if err != nil {
		panic(err)
	}
	phases = 1
	if t.run.AppStart == nil {
		phases = 60
	}
	all := make([]int, phases)
	for p := range all {
		all[p] = p
	}
	for i := range meters {
		m := &meters[i]
		if m.Cause != cause || (m.Account == nil) != (account == nil) || account != nil && *m.Account != *account {
			continue
		}
		for k := range m.Spans {
			sp := &m.Spans[k]
			s := stretch{node: m.Node, start: int64(sp.Start()), end: int64(sp.End())}
			sp.Walk(func(at int64, phase int, rates *meter.Values) {
				c := seen{at, all, *rates}
				if !sp.Exact() {
					c.phases = all[phase : phase+1]
				}
				s.checks = append(s.checks, c)
			})
			list = append(list, s)
		}
	}
	return list, phases
}

// twin is the outcome for an exceeding test, given the firings of replay, on
// one side of the cut: -1 before, 1 from it on, 0 all.
func (t *trial) twin(cause string, account *string, firings []replay.Firing, list []stretch, phases int,
	exceeds func(*meter.Values) bool, side int,
) (Outcome, []bool) {
	var o Outcome
	cut := replay.Second(t.opt.CutSec)
	on := func(sec int64) bool { return side == 0 || (replay.Second(sec) >= cut) == (side > 0) }
	for _, f := range firings {
		if !on(int64(f.Start)) {
			continue
		}
		o.Firings++
		isTrue := false
		for _, in := range t.opt.Incidents {
			if in.concerns(cause, account) && int64(f.Start) < in.End+t.opt.GraceSec && in.Start < int64(f.End) {
				isTrue = true
			}
		}
		if !isTrue {
			o.False++
		}
	}
	detected := make([]bool, len(t.opt.Incidents))
	var detects, resets []int64
	for i, in := range t.opt.Incidents {
		if !in.concerns(cause, account) || !on(in.Start) {
			continue
		}
		o.Incidents++
		detect, reset := t.incident(&in, firings, list, phases, exceeds)
		if detect < 0 {
			continue
		}
		detected[i] = true
		detects = append(detects, detect)
		if reset >= 0 {
			resets = append(resets, reset)
		}
	}
	o.Detected = len(detects)
	o.MeanDetectSec, o.MaxDetectSec, o.MeanResetSec = mean(detects), math.NaN(), mean(resets)
	if len(detects) > 0 {
		o.MaxDetectSec = float64(slices.Max(detects))
	}
	return o, detected
}

func mean(list []int64) float64 {
	sum := int64(0)
	for _, x := range list {
		sum += x
	}
	return float64(sum) / float64(len(list))
}

// incident finds the detection and reset times of one incident; -1 if none.
func (t *trial) incident(in *Incident, firings []replay.Firing, list []stretch, phases int, exceeds func(*meter.Values) bool) (detect, reset int64) {
	detect, reset = -1, -1
	nodes := max(1, t.run.Nodes)
	for node := 1; node <= nodes; node++ {
		worst := int64(-1)
		missed := false
		for p := range phases {
			first := int64(-1)
			for _, s := range list {
				if s.node > 0 && s.node != node {
					continue
				}
				last, begin := int64(-1), int64(-1)
				finish := func() {
					end := min(last+60, s.end)
					if last >= 0 && begin < in.End && in.Start < end {
						reset = max(reset, 0, end-in.End)
					}
				}
				for _, c := range s.checks {
					reported := slices.ContainsFunc(firings, func(f replay.Firing) bool {
						return f.Node == s.node && int64(f.Start) <= c.t && c.t < int64(f.End) && int64(f.Start) >= s.start
					})
					if !slices.Contains(c.phases, p) || !exceeds(&c.rates) || !reported {
						continue
					}
					if c.t >= in.Start && c.t < in.End+t.opt.GraceSec && (first < 0 || c.t < first) {
						first = c.t
					}
					if last < 0 || c.t > last+60 {
						finish()
						begin = c.t
					}
					last = c.t
				}
				finish()
			}
			if first < 0 {
				missed = true
			} else {
				worst = max(worst, first-in.Start)
			}
		}
		if !missed && (detect < 0 || worst < detect) {
			detect = worst
		}
	}
	return detect, reset
}

// judge is the twin's outcome for one threshold.
func (t *trial) judge(c *Curve, threshold float64, list []stretch, phases, side int) (Outcome, []bool) {
	res, err := replay.Run(context.Background(), t.set, config(c, threshold), t.run)
	if err != nil {
		panic(err)
	}
	limit := c.Metric.LimitPerSecond(threshold)
	o, detected := t.twin(c.Cause, c.Account, res.Firings, list, phases, func(v *meter.Values) bool { return v[c.Metric] > limit }, side)
	if side == 0 {
		o.Alerts = res.Alerts
	}
	return o, detected
}
