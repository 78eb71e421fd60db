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

// config sets the thresholds of one meter.
func config(cause string, account *string, values meter.Values) *alert.Config {
	cfg := &alert.Config{Monitor: testCauses, Causes: map[string]*alert.Thresholds{}, Accounts: map[string]map[string]*alert.Thresholds{}}
	var thresholds alert.Thresholds
	for m, t := range values {
		thresholds[m] = alert.Threshold{Value: t, Set: true}
	}
	if account == nil {
		cfg.Causes[cause] = &thresholds
	} else {
		cfg.Accounts[*account] = map[string]*alert.Thresholds{cause: &thresholds}
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

// rung is the alerts of reported firings, in one stretch.
type rung struct {
	*stretch
	alerts []seen
}

// rings finds the alerts of the firings that replay reports.
func rings(firings []replay.Firing, list []stretch, exceeds func(*meter.Values) bool) []rung {
	var rungs []rung
	for i := range list {
		s := &list[i]
		r := rung{stretch: s}
		for _, c := range s.checks {
			if exceeds(&c.rates) && slices.ContainsFunc(firings, func(f replay.Firing) bool {
				return f.Node == s.node && int64(f.Start) <= c.t && c.t < int64(f.End) && int64(f.Start) >= s.start
			}) {
				r.alerts = append(r.alerts, c)
			}
		}
		rungs = append(rungs, r)
	}
	return rungs
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
	rungs := rings(firings, list, exceeds)
	var detects, resets []int64
	for i, in := range t.opt.Incidents {
		if !in.concerns(cause, account) || !on(in.Start) {
			continue
		}
		o.Incidents++
		detect, reset := t.incident(&in, rungs, phases)
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
func (t *trial) incident(in *Incident, rungs []rung, phases int) (detect, reset int64) {
	detect, reset = -1, -1
	for node := 1; node <= max(1, t.run.Nodes); node++ {
		worst := int64(-1)
		for p := range phases {
			first, end := t.phase(in, rungs, node, p)
			reset = max(reset, end)
			if first < 0 {
				worst = math.MaxInt64
			}
			worst = max(worst, first)
		}
		if worst < math.MaxInt64 && (detect < 0 || worst < detect) {
			detect = worst
		}
	}
	return detect, reset
}

// phase does so for one phase of one node.
func (t *trial) phase(in *Incident, rungs []rung, node, phase int) (detect, reset int64) {
	detect, reset = -1, -1
	for _, r := range rungs {
		if r.node > 0 && r.node != node {
			continue
		}
		last, begin := int64(-1), int64(-1)
		finish := func() {
			end := min(last+60, r.end)
			if last >= 0 && begin < in.End && in.Start < end {
				reset = max(reset, 0, end-in.End)
			}
		}
		for _, c := range r.alerts {
			if !slices.Contains(c.phases, phase) {
				continue
			}
			if detect < 0 && c.t >= in.Start && c.t < in.End+t.opt.GraceSec {
				detect = c.t - in.Start
			}
			if last < 0 || c.t > last+60 {
				finish()
				begin = c.t
			}
			last = c.t
		}
		finish()
	}
	return detect, reset
}

// judge is the twin's outcome for the thresholds of one meter, and which
// incidents they detect.
func (t *trial) judge(cause string, account *string, thresholds meter.Values, list []stretch, phases, side int) (Outcome, []bool) {
	res, err := replay.Run(context.Background(), t.set, config(cause, account, thresholds), t.run)
	if err != nil {
		panic(err)
	}
	o, detected := t.twin(cause, account, res.Firings, list, phases, func(v *meter.Values) bool {
		for m, threshold := range thresholds {
			if threshold > 0 && v[m] > meter.Metric(m).LimitPerSecond(threshold) {
				return true
			}
		}
		return false
	}, side)
	if side == 0 {
		o.Alerts = res.Alerts
	}
	return o, detected
}

// randomCut is a second inside the reported period, or 0 if there is no room.
func (t *trial) randomCut(r *rand.Rand) int64 {
	since := max(t.run.Since, t.run.ReportSince)
	if t.run.AppStart != nil {
		since = max(since, *t.run.AppStart)
	}
	if room := int64(t.run.Until - since - 1); room > 0 {
		return int64(since) + 1 + r.Int64N(room)
	}
	return 0
}
