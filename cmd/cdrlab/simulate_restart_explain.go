package main

import (
	"fmt"
	"io"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart"
	"github.com/cdrlab/cdrlab/simulate/restart/casefile"
	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// explained is one call played through the event model.
type explained struct {
	*inflight.Meeting
	gateway string
	outcome *restart.Outcome
	// stop and bound are after the call's INVITE.
	stop, bound time.Duration
	// callee says what it is taken to do if its CANCEL is lost, "" if it is not
	// cancelled.
	callee string
}

// explainCall plays the call that was asked for, under the strategy in use.
func (a *restartAnswer) explainCall() (*explained, error) {
	var found *inflight.Meeting
	a.traffic.Meetings(&a.main, func(m *inflight.Meeting) {
		if found == nil && m.Leg.CallID == a.explain {
			kept := *m
			found = &kept
		}
	})
	if found == nil {
		return nil, &cdr.UsageError{
			Problem: fmt.Sprintf("--explain: no restart meets a call with the id %q", a.explain),
			Hint:    "--at T while it is set up; --list in-setup names calls",
		}
	}
	x := &explained{Meeting: found, gateway: a.traffic.Groups[found.Leg.Group]}
	c := a.rig.Call(a.strategies[0])
	c.CallID = found.Leg.CallID
	c.Restart = &restart.Restart{Bound: a.main.Downtime, Stop: a.rig.Stop}
	leg := x.asLeg(a)
	x.outcome = restart.NewForecast(c).Outcome(leg)
	x.stop = -leg.InviteAt
	x.bound = x.stop + a.main.Downtime
	return x, nil
}

// asLeg is the call after the proxy's stop. Of a cancelled call the callee
// does, later, what most do, when they do on average.
func (x *explained) asLeg(a *restartAnswer) restart.Leg {
	l := x.Leg
	at := func(us int64) time.Duration { return time.Duration(us-x.StopUs) * time.Microsecond }
	leg := restart.Leg{InviteAt: at(l.StartUs), ProvisionalAt: at(l.StartUs), CancelAt: restart.Never, FinalAt: restart.Never, ByeAt: restart.Never}
	if l.ProgressMs >= 0 {
		leg.ProvisionalAt += time.Duration(l.ProgressMs) * time.Millisecond
	}
	switch {
	case l.Final == inflight.Answered:
		leg.Final, leg.FinalAt, leg.ByeAt = 200, at(l.FinalUs()), at(l.EndUs())
	case !l.Final.IsCancel():
		leg.Final, leg.FinalAt = 486, at(l.FinalUs())
	default:
		leg.CancelAt = at(l.FinalUs())
		o := a.traffic.Curves[l.Group].After(int64(l.FinalMs), a.main.RingLimit.Milliseconds())
		x.callee = "rings on for ever: past the longest set-up on record"
		if o.Unknown >= max(o.Answered, o.Unanswered) {
			break
		}
		leg.Final, x.callee = 480, "rings out"
		if o.Answered >= o.Unanswered {
			leg.Final, x.callee = 200, "answers"
		}
		leg.FinalAt = leg.CancelAt + time.Duration(o.RingingMs)*time.Millisecond
		x.callee = fmt.Sprintf("%s after %.1f s more, as most do", x.callee, o.RingingMs/1000)
	}
	return leg
}

// writeLadder writes the messages of the call.
func (a *restartAnswer) writeLadder(w io.Writer, format string) error {
	x, err := a.explainCall()
	if err != nil {
		return err
	}
	if format != "text" {
		return casefile.WriteOutcome(w, x.Leg.CallID, x.outcome)
	}
	fmt.Fprintf(w, "%s, %s: %s.\n", shown(x.Leg.CallID), shown(x.gateway), x.verdict(a.strategies[0].Name()))
	fmt.Fprintf(w, "Began %s; the proxy stops %s after that, for %s.\n",
		time.UnixMicro(x.Leg.RecordedStartUs()).In(a.zone).Format("Mon 2 Jan 2006 15:04:05 MST"), x.stop.Round(time.Millisecond), a.main.Downtime)
	if x.callee != "" {
		fmt.Fprintf(w, "In the record the caller gives up after %.1f s (%s); without a CANCEL the phone %s.\n", float64(x.Leg.FinalMs)/1000, x.Leg.Final, x.callee)
	}
	fmt.Fprintln(w)
	for _, line := range drawLadder(x.outcome.Ladder, x.stop, x.bound) {
		fmt.Fprintln(w, line)
	}
	return nil
}

// verdict is what became of the call in a clause.
func (x *explained) verdict(strategy string) string {
	o := x.outcome
	switch {
	case o.GhostAnswer:
		return "with " + strategy + " the CANCEL is lost and the phone is answered: a ghost"
	case o.CancelReached != nil && !o.CalleeCancelled():
		return "with " + strategy + " the CANCEL is lost and the phone rings on"
	case o.CancelReached != nil:
		return "with " + strategy + " the CANCEL reaches the phone"
	case o.CallerFinal.Code == 0:
		return "with " + strategy + " the caller gets no final reply"
	}
	return fmt.Sprintf("with %s the caller gets its %d", strategy, o.CallerFinal.Code)
}
