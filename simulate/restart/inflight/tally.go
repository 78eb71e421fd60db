package inflight

import (
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// Tally is what one restart meets, whatever the strategy.
type Tally struct {
	// InSetup legs had begun before the stop and had no final reply; HadRung of
	// them are known to have rung.
	InSetup, HadRung int
	// InviteLate legs begin in the downtime, InviteNever of them longer than the
	// caller repeats its INVITE. The sum and the longest of the delays is of the
	// others.
	InviteLate, InviteNever int
	InviteDelay, MaxDelay   time.Duration
	// ProgressTimeout is how many of the late ones rang too late for the
	// caller's limit.
	ProgressTimeout Estimate
	// Cancels come after the stop, by what made them; CancelLate of them in the
	// downtime.
	Cancels    [NumFinals]int
	CancelLate int
	// Stray are the CANCELs that reach the new process, Unsent those that the
	// caller stops repeating before it is there.
	Stray, Unsent Strays
	// Answers and Refusals come after the stop; FinalLate of them in the
	// downtime. AnswersNever and RefusalsNever of them the callee stops repeating
	// before the new process is there.
	Answers, Refusals, FinalLate int
	AnswersNever, RefusalsNever  int
	// InProgress legs are answered calls at the stop; of their BYEs ByeLate are
	// sent in the downtime, ByeLost of them are never heard.
	InProgress, ByeLate, ByeLost int
	// Media bindings of calls in set-up that end unanswered, so nobody takes them
	// down, and the most of them at one time.
	Bindings, BindingsPeak int
	bindingEndsUs          []int64
}

// Strays are CANCELs, and what phones do that do not get them.
type Strays struct {
	N int
	// RingSec is for how long the phones ring on, all together.
	RingSec Estimate
	// Draws are a number from [0, 1) for each: a CANCEL that finds its gateway
	// with chance p does so in this draw if its number is below p.
	Draws []float64
	// Ghosts are answered; BilledSec is for how long such calls are held. Refused
	// phones end by themselves, and repeat that for want of an ACK.
	Ghosts, BilledSec, Refused Estimate
}

// Tallies are those of all restarts in the period, from number First on.
func (t *Traffic) Tallies(s *Scenario) []Tally {
	list := make([]Tally, t.Restarts())
	t.Meetings(s, func(m *Meeting) {
		y := &list[m.Restart]
		switch {
		case m.Begins:
			y.invite(s, m.Leg, sinceStop(m.Leg.StartUs, m.StopUs))
		case m.InSetup:
			y.setup(t, s, m.Leg, m.StopUs)
		case m.Ends:
			y.bye(s, sinceStop(m.Leg.EndUs(), m.StopUs))
		}
	})
	now := int64(0)
	for i, change := range t.changesBefore() {
		now += change
		list[i].InProgress = int(now)
	}
	for i := range list {
		list[i].settleBindings(s.MediaHold)
	}
	return list
}

func sinceStop(us, stopUs int64) time.Duration { return time.Duration(us-stopUs) * time.Microsecond }

// bye adds a leg whose BYE is first sent in the downtime.
func (y *Tally) bye(s *Scenario, phase time.Duration) {
	y.ByeLate++
	if _, _, ok := s.Timers.Delay(restart.RepeatedBye, phase, s.Downtime); !ok {
		y.ByeLost++
	}
}

// invite adds a leg that begins in the downtime.
func (y *Tally) invite(s *Scenario, l *Leg, phase time.Duration) {
	y.InviteLate++
	delay, _, ok := s.Timers.Delay(restart.RepeatedInvite, phase, s.Downtime)
	if !ok {
		y.InviteNever++
		return
	}
	y.InviteDelay += delay
	y.MaxDelay = max(y.MaxDelay, delay)
	if s.ProgressLimit == 0 {
		return
	}
	// Without its own delay to the first 18x, that of the leg is anything up to
	// the length of its set-up.
	least, most := delay, delay+time.Duration(l.FinalMs)*time.Millisecond
	if l.ProgressMs >= 0 {
		least = delay + time.Duration(l.ProgressMs)*time.Millisecond
		most = least
	}
	late := func(d time.Duration) float64 {
		if d > s.ProgressLimit {
			return 1
		}
		return 0
	}
	y.ProgressTimeout.Add(Estimate{late(least), late(least), late(most)})
}

// setup adds a leg whose set-up is under way at the stop.
func (y *Tally) setup(t *Traffic, s *Scenario, l *Leg, stopUs int64) {
	y.InSetup++
	if l.ProgressMs >= 0 && l.StartUs+int64(l.ProgressMs)*1000 < stopUs {
		y.HadRung++
	}
	phase := sinceStop(l.FinalUs(), stopUs)
	late := phase < s.Downtime
	if l.Final != Answered {
		y.Bindings++
		y.bindingEndsUs = append(y.bindingEndsUs, l.FinalUs())
	}
	switch {
	case l.Final.IsCancel():
		y.Cancels[l.Final]++
		if late {
			y.CancelLate++
		}
		strays := &y.Stray
		if _, _, ok := s.Timers.Delay(restart.RepeatedCancel, phase, s.Downtime); !ok {
			strays = &y.Unsent
		}
		strays.add(t, s, l)
		return
	case l.Final == Answered:
		y.Answers++
	default:
		y.Refusals++
	}
	if !late {
		return
	}
	y.FinalLate++
	if _, _, ok := s.Timers.Delay(restart.RepeatedFinal, phase, s.Downtime); ok {
		return
	}
	if l.Final == Answered {
		y.AnswersNever++
	} else {
		y.RefusalsNever++
	}
}
