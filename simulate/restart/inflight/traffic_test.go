package inflight

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart"
)

// row is a leg as a CDR has it; times in milliseconds, answer and progress 0
// for none.
type row struct {
	id                               string
	startMs, progressMs, answerMs    int64
	endMs                            int64
	cause, disposition, dir, gateway string
}

func batchOf(rows []row) *cdr.Batch {
	b := &cdr.Batch{Rows: len(rows)}
	column := map[cdr.Field]*cdr.Column{}
	for _, f := range []cdr.Field{
		cdr.CallID, cdr.StartTime, cdr.ProgressTime, cdr.AnswerTime, cdr.EndTime, cdr.HangupCause, cdr.HangupDisposition,
		cdr.Direction, cdr.ResourceID, cdr.TimePrecision,
	} {
		column[f] = cdr.NewColumn(f)
		b.SetColumn(f, column[f])
	}
	name := func(f cdr.Field, s string) {
		if s == "" {
			column[f].AppendNull(f.Kind())
		} else {
			column[f].AppendName(s)
		}
	}
	at := func(f cdr.Field, ms int64) {
		if ms == 0 {
			column[f].AppendNull(f.Kind())
		} else {
			column[f].AppendInt(ms * 1000)
		}
	}
	for _, r := range rows {
		column[cdr.CallID].AppendText([]byte(r.id))
		at(cdr.StartTime, r.startMs)
		at(cdr.ProgressTime, r.progressMs)
		at(cdr.AnswerTime, r.answerMs)
		at(cdr.EndTime, r.endMs)
		column[cdr.TimePrecision].AppendInt(3)
		name(cdr.HangupCause, r.cause)
		name(cdr.HangupDisposition, r.disposition)
		name(cdr.Direction, r.dir)
		name(cdr.ResourceID, r.gateway)
	}
	return b
}

func collect(t testing.TB, opt Options, batches ...[]row) *Traffic {
	t.Helper()
	var list []*Collector
	for _, rows := range batches {
		c := NewCollector(&opt)
		if err := c.Add(batchOf(rows)); err != nil {
			t.Fatal(err)
		}
		list = append(list, c)
	}
	return Merge(opt.Instants, list)
}

const day0Ms = 1_773_100_800_000 // 2026-03-10T00:00:00Z

// randomRows are legs of one hour.
func randomRows(seed uint64, n int) []row {
	random := rand.New(rand.NewPCG(seed, 7))
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	var rows []row
	for i := range n {
		r := row{
			id: fmt.Sprintf("call-%d", i), startMs: day0Ms + random.Int64N(3_600_000), gateway: pick("gw1", "gw2", ""),
			dir: pick("inbound", "outbound", "outbound", ""),
		}
		setup := random.Int64N(40_000)
		if random.IntN(3) > 0 {
			r.progressMs = r.startMs + random.Int64N(setup+1)
		}
		r.endMs = r.startMs + setup
		if random.IntN(2) == 0 {
			r.answerMs = r.endMs
			r.endMs += random.Int64N(400_000)
			r.cause = "NORMAL_CLEARING"
		} else {
			r.cause = pick("ORIGINATOR_CANCEL", "LOSE_RACE", "NO_ANSWER", "USER_BUSY", "PROGRESS_TIMEOUT", "PICKED_OFF")
			r.disposition = pick("", "", "send_cancel", "recv_cancel", "send_refuse")
		}
		rows = append(rows, r)
	}
	return rows
}

func scenario(downtime time.Duration) *Scenario {
	return &Scenario{Downtime: downtime, ProgressLimit: 8 * time.Second, MediaHold: time.Minute, Timers: restart.DefaultTimers()}
}

// slowTally looks at every leg for one restart, from the definitions.
func slowTally(t *Traffic, legs []Leg, s *Scenario, stopUs int64) Tally {
	var y Tally
	for i := range legs {
		l := &legs[i]
		begins := l.StartUs >= stopUs && l.StartUs < stopUs+s.Downtime.Microseconds()
		elsewhere := l.StartUs < stopUs && l.StartUs >= stopUs-s.Drain.Microseconds()
		switch {
		case begins && s.Drain == 0:
			y.invite(s, l, time.Duration(l.StartUs-stopUs)*time.Microsecond)
		case begins || l.StartUs >= stopUs:
		case l.Final == Answered && l.FinalUs() < stopUs && l.EndUs() >= stopUs:
			y.InProgress++
			if l.EndUs() < stopUs+s.Downtime.Microseconds() && !elsewhere {
				y.ByeLate++
				if _, _, ok := s.Timers.Delay(restart.RepeatedBye, sinceStop(l.EndUs(), stopUs), s.Downtime); !ok {
					y.ByeLost++
				}
			}
		case !elsewhere && l.FinalUs() >= stopUs:
			y.setup(t, s, l, stopUs)
		}
	}
	for _, e := range y.bindingEndsUs {
		n := 0
		for _, other := range y.bindingEndsUs {
			if other <= e && e < other+s.MediaHold.Microseconds() {
				n++
			}
		}
		y.BindingsPeak = max(y.BindingsPeak, n)
	}
	y.bindingEndsUs = nil
	return y
}

// allLegs are the legs of the rows, whether a restart meets them or not.
func allLegs(t testing.TB, rows []row) *Traffic {
	opt := Options{Instants: Every(time.Millisecond), MaxDowntimeUs: 60e6}
	return collect(t, opt, rows)
}

func sameEstimate(a, b Estimate) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*(1+math.Abs(y)) }
	return near(a.Expected, b.Expected) && near(a.Low, b.Low) && near(a.High, b.High)
}

func sameTally(a, b Tally) bool {
	for _, pair := range [][2]Estimate{
		{a.ProgressTimeout, b.ProgressTimeout}, {a.Stray.RingSec, b.Stray.RingSec}, {a.Stray.Ghosts, b.Stray.Ghosts},
		{a.Stray.BilledSec, b.Stray.BilledSec}, {a.Stray.Refused, b.Stray.Refused}, {a.Unsent.Ghosts, b.Unsent.Ghosts},
	} {
		if !sameEstimate(pair[0], pair[1]) {
			return false
		}
	}
	for _, y := range []*Tally{&a, &b} {
		y.ProgressTimeout = Estimate{}
		y.Stray, y.Unsent = Strays{N: y.Stray.N}, Strays{N: y.Unsent.N}
	}
	return reflect.DeepEqual(a, b)
}

// TestAgainstSlowTwin: restarts find their legs without a look at the others.
func TestAgainstSlowTwin(t *testing.T) {
	rows := randomRows(1, 3000)
	legs := allLegs(t, rows).Legs
	for _, in := range []Instants{Every(time.Minute), Every(7 * time.Second), At(time.UnixMilli(day0Ms+600_000), time.UnixMilli(day0Ms+1_800_123))} {
		tr := collect(t, Options{Instants: in, MaxDowntimeUs: 40e6}, rows[:1000], rows[1000:1700], rows[1700:])
		for _, s := range []*Scenario{
			scenario(0), scenario(2 * time.Second), scenario(40 * time.Second),
			{Downtime: time.Second, Drain: 10 * time.Second, MediaHold: 5 * time.Second, RingLimit: 30 * time.Second, Timers: restart.DefaultTimers()},
			{Downtime: 5 * time.Second, Callers: []Caller{{32 * time.Second, 0.8}, {4 * time.Second, 0.2}}, Timers: restart.DefaultTimers()},
		} {
			for i, got := range tr.Tallies(s) {
				if want := slowTally(tr, legs, s, in.Us(tr.First+int64(i))); !sameTally(got, want) {
					t.Fatalf("restart %d, %+v:\n%+v, want\n%+v", i, s, got, want)
				}
			}
		}
	}
}

// TestOrderAndWorkers: neither the order of rows nor the number of workers
// shows.
func TestOrderAndWorkers(t *testing.T) {
	rows := randomRows(2, 2000)
	opt := Options{Instants: Every(15 * time.Second), MaxDowntimeUs: 5e6}
	one := collect(t, opt, rows)
	shuffled := slices.Clone(rows)
	rand.New(rand.NewPCG(5, 5)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	many := collect(t, opt, shuffled[:900], shuffled[900:905], shuffled[905:])
	if !reflect.DeepEqual(one.Tallies(scenario(5*time.Second)), many.Tallies(scenario(5*time.Second))) {
		t.Error("other tallies")
	}
	if !reflect.DeepEqual(one.Legs, many.Legs) || one.Census != many.Census {
		t.Error("other legs")
	}
}

func TestFinalOf(t *testing.T) {
	for _, c := range []struct {
		cause, disposition string
		d                  Direction
		want               Final
	}{
		{"ORIGINATOR_CANCEL", "", Inbound, CallerGaveUp}, {"ORIGINATOR_CANCEL", "", Unknown, CallerGaveUp},
		{"ORIGINATOR_CANCEL", "recv_refuse", Outbound, Refused}, {"NO_ANSWER", "", Outbound, RingLimit},
		{"NO_ANSWER", "", Inbound, Refused}, {"NO_ANSWER", "", Unknown, Refused}, {"NO_ANSWER", "recv_cancel", Inbound, RingLimit},
		{"ALLOTTED_TIMEOUT", "", Outbound, RingLimit}, {"ALLOTTED_TIMEOUT", "", Unknown, Refused}, {"PROGRESS_TIMEOUT", "", Unknown, RingLimit},
		{"PROGRESS_TIMEOUT", "", Inbound, Refused}, {"LOSE_RACE", "", Outbound, LoseRace}, {"PICKED_OFF", "", Outbound, PickedOff},
		{"USER_BUSY", "", Outbound, Refused}, {"USER_BUSY", "send_cancel", Outbound, CallerGaveUp}, {"", "", Unknown, Refused},
		{"LOSE_RACE", "recv_bye", Outbound, LoseRace},
	} {
		if got := finalOf(c.cause, c.disposition, c.d); got != c.want {
			t.Errorf("%s %s %s: %s, want %s", c.cause, c.disposition, c.d, got, c.want)
		}
	}
}

// TestTimes: what rows lack or contradict.
func TestTimes(t *testing.T) {
	tr := collect(t, Options{Instants: Every(time.Second)}, []row{
		{id: "backwards", startMs: day0Ms + 5000, endMs: day0Ms, cause: "ORIGINATOR_CANCEL"},
		{id: "no start", endMs: day0Ms + 1000, cause: "USER_BUSY"},
		{id: "answer after end", startMs: day0Ms, answerMs: day0Ms + 9000, endMs: day0Ms + 3000, cause: "NORMAL_CLEARING"},
	})
	if tr.Census.Legs != 2 || tr.EndBeforeStart != 1 || tr.NoStart != 1 {
		t.Errorf("%+v", tr.Census)
	}
	if l := tr.Legs[0]; l.CallID != "answer after end" || l.Final != Answered || l.FinalMs != 3000 || l.EndMs != 3000 {
		t.Errorf("%+v", l)
	}
}

// TestDrawnStarts: without starts of their own, legs last as long as others.
func TestDrawnStarts(t *testing.T) {
	rows := randomRows(6, 30_000)
	opt := Options{Instants: Every(time.Minute), MaxDowntimeUs: 2e6}
	with := collect(t, opt, rows)
	for i := range rows {
		rows[i].startMs, rows[i].progressMs = 0, 0
	}
	if none := collect(t, opt, rows); none.Census.Legs != 0 || none.NoStart != 30_000 {
		t.Errorf("%+v", none.Census)
	}
	opt.Ringing, opt.Seed = &with.Lengths, 3
	drawn := collect(t, opt, rows)
	if drawn.StartDrawn != 30_000 || drawn.Census.Legs != 30_000 || drawn.NoStart != 0 {
		t.Errorf("%+v", drawn.Census)
	}
	sum := func(t *Traffic) (inSetup, cancels int) {
		for _, y := range t.Tallies(scenario(2 * time.Second)) {
			inSetup += y.InSetup
			cancels += y.Stray.N
		}
		return inSetup, cancels
	}
	a, c := sum(with)
	b, d := sum(drawn)
	if math.Abs(float64(a-b)) > 0.05*float64(a) || math.Abs(float64(c-d)) > 0.08*float64(c) {
		t.Errorf("%d in set-up with starts, %d with drawn ones; %d and %d CANCELs", a, b, c, d)
	}
}
