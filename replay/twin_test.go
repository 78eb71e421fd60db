package replay

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// The twin: the same questions answered straight from the definitions, phase
// by phase and check by check, as slowly as need be.

// twinAlert is one exceeded check of one phase.
type twinAlert struct {
	t     int64
	phase int
	mask  metricMask
	rates meter.Values
}

// twinPhase replays one meter alone: ticks at birth+5k, checks at the given
// seconds.
func twinPhase(events map[int64]uint64, birth int64, checks []int64, limits meter.Values, zeroStart bool, phase int) []twinAlert {
	var alerts []twinAlert
	var m meter.Meter
	if zeroStart {
		m = meter.Born()
	}
	tick := birth
	for _, t := range checks {
		for tick+5 <= t {
			for s := tick; s < tick+5; s++ {
				m.Mark(events[s])
			}
			m.Tick()
			tick += 5
		}
		if mask := exceeded(&m.Rates, &limits); mask != 0 {
			alerts = append(alerts, twinAlert{t, phase, mask, m.Rates})
		}
	}
	return alerts
}

// twinSpan replays one meter over one span at every phase.
func twinSpan(events map[int64]uint64, first int64, sp span, limits meter.Values, zeroStart bool) []twinAlert {
	if sp.exact {
		var checks []int64
		for t := sp.start + 60; t < sp.end; t += 60 {
			if t > first {
				checks = append(checks, t)
			}
		}
		return twinPhase(events, first, checks, limits, zeroStart, 0)
	}
	var all []twinAlert
	for d := range int64(5) {
		for j := range int64(12) {
			var checks []int64
			for k := int64(1); first-d+5*k < sp.end; k++ {
				if k%12 == j {
					checks = append(checks, first-d+5*k)
				}
			}
			all = append(all, twinPhase(events, first-d, checks, limits, zeroStart, int(d*12+j))...)
		}
	}
	slices.SortStableFunc(all, func(a, b twinAlert) int { return cmp.Compare(a.t, b.t) })
	return all
}

// twinFirings are the connected components of the alerts' minutes.
func twinFirings(s series, sp span) []Firing {
	events, first := map[int64]uint64{}, int64(-1)
	for _, g := range s.events {
		if t := int64(g.Second); t >= sp.start && t < sp.end {
			events[t] += g.N
			if first < 0 {
				first = t
			}
		}
	}
	if first < 0 {
		return nil
	}
	alerts := twinSpan(events, first, sp, s.limits, false)
	cold := twinSpan(events, first, sp, s.limits, true)
	var firings []Firing
	for i := 0; i < len(alerts); {
		j := i + 1
		for j < len(alerts) && alerts[j].t <= alerts[j-1].t+60 {
			j++
		}
		firings = append(firings, twinFiring(s, sp, alerts[i:j], cold))
		i = j
	}
	return firings
}

func twinFiring(s series, sp span, alerts, cold []twinAlert) Firing {
	start, last := alerts[0].t, alerts[len(alerts)-1].t
	f := Firing{Cause: s.key.cause, Account: s.key.accountOrNil(), Node: s.node, Start: Second(start), End: Second(last + 60), Ended: true}
	if last+60 >= sp.end {
		f.End, f.Ended, f.Cut = Second(sp.end), false, sp.cut
	}
	perPhase := map[int]int{}
	var mask metricMask
	f.WarmingUp = !sp.exact
	for _, a := range alerts {
		perPhase[a.phase]++
		mask |= a.mask
		for m := range meter.Metric(meter.NumMetrics) {
			if a.mask>>m&1 == 0 {
				continue
			}
			if v := a.rates[m] / s.limits[m]; v > f.Peak.Margin {
				f.Peak = newPeak(m, a.rates[m], s.thresholds[m], s.limits[m], Second(a.t))
			}
			if a.t-sp.start >= int64(3*60*m.Minutes()) {
				f.WarmingUp = false
			}
		}
	}
	f.Metrics = mask.names()
	f.Phases = Phases{Fired: len(perPhase), Of: sp.phases()}
	f.ChecksMin = 1 << 30
	for p := range sp.phases() {
		f.Checks, f.ChecksMin = max(f.Checks, perPhase[p]), min(f.ChecksMin, perPhase[p])
	}
	f.ColdStart = true
	for _, a := range cold {
		if a.t >= start && a.t <= last {
			f.ColdStart = false
		}
	}
	return f
}

// randomTraffic is a set of a few causes and accounts: quiet stretches, bursts,
// equal counts.
func randomTraffic(r *rand.Rand, causes []string, seconds int) *count.Set {
	const base = 1_700_000_000
	var batch cdr.Batch
	end, cause := cdr.NewColumn(cdr.EndTime), cdr.NewColumn(cdr.HangupCause)
	account, gateway := cdr.NewColumn(cdr.AccountID), cdr.NewColumn(cdr.ResourceID)
	batch.SetColumn(cdr.EndTime, end)
	batch.SetColumn(cdr.HangupCause, cause)
	batch.SetColumn(cdr.AccountID, account)
	batch.SetColumn(cdr.ResourceID, gateway)
	add := func(sec int, c string) {
		end.AppendInt(int64(base+sec)*1_000_000 + r.Int64N(1_000_000))
		cause.AppendName(c)
		account.AppendName(fmt.Sprintf("acc%d", r.IntN(3)))
		gateway.AppendName(fmt.Sprintf("gw%d", r.IntN(7)))
		batch.Rows++
	}
	for _, c := range causes {
		for sec := r.IntN(200); sec < seconds; {
			switch r.IntN(6) {
			case 0: // a burst
				for range r.IntN(120) {
					add(min(sec+r.IntN(60), seconds-1), c)
				}
				sec += r.IntN(600)
			case 1: // a silence
				sec += r.IntN(2500)
			default:
				for range 1 + r.IntN(3) {
					add(sec, c)
				}
				sec += 1 + r.IntN(90)
			}
		}
	}
	b := count.NewBuilder(cdr.Filter{}, nil, true)
	if err := b.Add(&batch); err != nil {
		panic(err)
	}
	return b.Set()
}

func randomConfig(r *rand.Rand, causes []string) *alert.Config {
	c := &alert.Config{Monitor: causes, Causes: map[string]*alert.Thresholds{}, Accounts: map[string]map[string]*alert.Thresholds{}}
	random := func() *alert.Thresholds {
		t := &alert.Thresholds{}
		for m, typical := range []float64{0.3, 0.05, 0.01, 0.0001} {
			if r.IntN(2) == 0 {
				t[m] = alert.Threshold{Value: typical * (0.2 + 2*r.Float64()), Set: true}
			}
		}
		return t
	}
	for _, cause := range causes {
		c.Causes[cause] = random()
		for a := range 3 {
			if r.IntN(2) == 0 {
				name := fmt.Sprintf("acc%d", a)
				if c.Accounts[name] == nil {
					c.Accounts[name] = map[string]*alert.Thresholds{}
				}
				c.Accounts[name][cause] = random()
			}
		}
	}
	return c
}

// TestRunAgainstTwin holds every field of every firing, at all phases, with
// restarts, accounts, copies and nodes, and for any number of workers.
func TestRunAgainstTwin(t *testing.T) {
	causes := []string{"CALL_REJECTED", "PROGRESS_TIMEOUT"}
	fired, coldStarts, cut, partial := 0, 0, 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		set := randomTraffic(r, causes, 3000+r.IntN(9000))
		cfg := randomConfig(r, causes)
		opt := Options{Since: Second(set.First), Until: Second(set.Last) + 65, CheckAccounts: r.IntN(2) == 0, Workers: 1 + r.IntN(4)}
		length := int64(opt.Until - opt.Since)
		if r.IntN(2) == 0 {
			a := opt.Since + Second(r.Int64N(400)-200)
			opt.AppStart = &a
		}
		for at := int64(500); r.IntN(2) == 0; {
			if at += r.Int64N(length); at >= length {
				break
			}
			opt.AppRestarts = append(opt.AppRestarts, opt.Since+Second(at))
		}
		if r.IntN(4) == 0 {
			opt.Copies = 2
		}
		if r.IntN(4) == 0 {
			opt.Nodes, opt.Seed = 3, seed
		}
		res, err := Run(context.Background(), set, cfg, opt)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		var want []Firing
		for _, s := range checkedSeries(deal(set, &opt), cfg, opt.accounts()) {
			for _, sp := range opt.spans() {
				want = append(want, twinFirings(s, sp)...)
			}
		}
		slices.SortStableFunc(want, func(a, b Firing) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), compareKeys(a.key(), b.key(), a.Node, b.Node))
		})
		got := slices.Clone(res.Firings)
		for i := range got {
			got[i].Top = Top{}
			fired++
			if got[i].ColdStart {
				coldStarts++
			}
			if !got[i].Ended {
				cut++
			}
			if got[i].Phases.Fired < got[i].Phases.Of {
				partial++
			}
		}
		if len(got) != len(want) {
			t.Fatalf("seed %d: %d firings, the twin has %d", seed, len(got), len(want))
		}
		for i := range got {
			if !reflect.DeepEqual(got[i], want[i]) {
				t.Fatalf("seed %d, firing %d:\n got %+v\nwant %+v", seed, i, got[i], want[i])
			}
		}
	}
	if fired < 100 || coldStarts < 5 || cut < 5 || partial < 5 {
		t.Errorf("too little was tried: %d firings, %d cold starts, %d cut, %d not at every phase", fired, coldStarts, cut, partial)
	}
}

// TestTraceAndAlertsAgree holds the stepping Engine against the parallel Run.
func TestTraceAndAlertsAgree(t *testing.T) {
	causes := []string{"CALL_REJECTED", "PROGRESS_TIMEOUT", "OTHER"}
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 2))
		set := randomTraffic(r, causes, 8000)
		cfg := randomConfig(r, causes)
		start := Second(set.First) - 30
		opt := Options{Since: start, Until: Second(set.Last) + 65, AppStart: &start, CheckAccounts: seed%2 == 0}
		if seed%3 == 0 {
			opt.AppRestarts = []Second{start + 4000}
		}
		if seed%5 == 0 {
			opt.Nodes, opt.Seed = 2, seed
		}
		type exceeding struct {
			t       Second
			meter   string
			node    int
			metrics string
		}
		got, want := map[exceeding]bool{}, map[exceeding]bool{}
		opt.Alerts = func(a Alert) error {
			name := "hangups." + a.Cause
			if a.Account != nil {
				name += "." + *a.Account
			}
			got[exceeding{a.Time, name, a.Node, fmt.Sprint(a.metricNames())}] = true
			return nil
		}
		if _, err := Run(context.Background(), set, cfg, opt); err != nil {
			t.Fatal(err)
		}
		rows := 0
		err := Trace(context.Background(), set, cfg, opt, seed%4 == 0, func(row *TraceRow) error {
			rows++
			if len(row.Exceeded) > 0 {
				want[exceeding{row.Time, row.Meter, row.Node, fmt.Sprint(row.Exceeded)}] = true
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if rows == 0 || !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %d alerts, the trace has %d (%d rows)", seed, len(got), len(want), rows)
		}
	}
}

// TestBusyStretches: stepping through the busy stretches alone gives every
// alert of every phase, and what exceeded there to the bit.
func TestBusyStretches(t *testing.T) {
	skipped, resumed, alerts := 0, 0, 0
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 3))
		set := randomTraffic(r, []string{"X"}, 6000)
		for i := range set.Groups { // hours of silence between some events
			silence := uint32(0)
			if r.IntN(40) == 0 {
				silence = r.Uint32N(20_000)
			}
			for k := i; silence > 0 && k < len(set.Groups); k++ {
				set.Groups[k].Second += silence
			}
		}
		var limits meter.Values
		for m, typical := range []float64{0.5, 0.5, 0.3, 0.15} {
			if r.IntN(2) == 0 {
				limits[m] = typical * 2 * r.Float64()
			}
		}
		stretches := busyStretches(set.Groups, &limits)
		end := int64(set.Groups[len(set.Groups)-1].Second) + 2000
		for i, part := range stretches {
			if part.from > 0 {
				resumed++
			}
			if i+1 < len(stretches) || part.until < end {
				skipped++
			}
		}
		for _, exact := range []bool{true, false} {
			sp := span{start: int64(set.Groups[0].Second) - 20, end: end, exact: exact}
			var got, want []twinAlert
			collect := func(list *[]twinAlert) visitor {
				return func(at int64, phase int, rates *meter.Values) {
					a := twinAlert{t: at, phase: phase, mask: exceeded(rates, &limits)}
					for m := range rates {
						if a.mask>>m&1 == 1 {
							a.rates[m] = rates[m]
						}
					}
					if a.mask != 0 {
						*list = append(*list, a)
					}
				}
			}
			sp.walk(set.Groups, false, end, collect(&want))
			for _, part := range stretches {
				sp.walkStretch(set.Groups, part, false, watch{&everyCheck, collect(&got)})
			}
			if !slices.Equal(got, want) {
				t.Fatalf("seed %d, exact %v: %d alerts, want %d; stretches %v", seed, exact, len(got), len(want), stretches)
			}
			alerts += len(want)
		}
	}
	if skipped < 50 || resumed < 50 || alerts < 1000 {
		t.Errorf("too little was tried: %d stretches skipped after, %d resumed, %d alerts", skipped, resumed, alerts)
	}
}
