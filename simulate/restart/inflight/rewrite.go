package inflight

import (
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/restart"
	"github.com/cdrlab/cdrlab/simulate/restart/incidence"
)

// Rewriter changes CDRs into those that the switch would have written had the
// proxy been restarted once. A CDR is one side's view, so much of what a
// restart does leaves no trace in it: a switch that cancels an outbound leg has
// hung up, whatever becomes of its CANCEL. What does show:
//
//   - a leg that begins in the downtime comes later, ends as PROGRESS_TIMEOUT
//     if that is too late for the caller's limit, or as
//     RECOVERY_ON_TIMER_EXPIRE if it never gets through;
//   - an inbound leg whose CANCEL is lost goes on ringing: its end is drawn
//     from what others did;
//   - an outbound leg learns late of a final reply sent in the downtime, and
//     never of one that the strategy drops: NO_ANSWER at the ring limit;
//   - a leg that receives the BYE of the downtime ends late.
type Rewriter struct {
	traffic  *Traffic
	opt      *Options
	scenario *Scenario
	effects  *Effects
	// number is that of the restart.
	number int64
	names  *Collector // finds out what the columns mean
	groups map[string]uint32
	// answer stands in where a source only says how long a leg talked.
	answer *cdr.Column
	// Changed counts the legs that were changed.
	Changed int
}

// NewRewriter is for the i-th restart of the period.
func NewRewriter(t *Traffic, opt *Options, s *Scenario, e *Effects, i int) *Rewriter {
	r := &Rewriter{traffic: t, opt: opt, scenario: s, effects: e, number: t.First + int64(i), names: NewCollector(opt), groups: map[string]uint32{}}
	for id, name := range t.Groups {
		r.groups[name] = uint32(id)
	}
	return r
}

// Rewrite changes the batch's rows in place. Rows that the options leave out
// stay as they are.
func (r *Rewriter) Rewrite(b *cdr.Batch) error {
	if b.Column(cdr.EndTime) == nil {
		return fmt.Errorf("a batch without end_time, wanted one with it")
	}
	r.addAnswer(b)
	var unused Census
	times := r.names.look(b)
	for i := range b.Rows {
		d := directionOf(r.names.directions.list[r.names.directions.at(i)])
		if r.opt.Through != Unknown && d != r.opt.Through {
			continue
		}
		leg, ok := times.leg(i, &unused)
		if !ok {
			continue
		}
		leg.Direction = d
		if leg.Final != Answered {
			leg.Final = r.names.final(finalKey{r.names.causes.at(i), r.names.dispositions.at(i), d})
		}
		leg.Group = r.groups[r.names.groupName(r.names.accounts.at(i), r.names.gateway.at(i))]
		leg.CallID = callID(b, i)
		r.traffic.meet(r.scenario, &leg, r.number, func(m *Meeting) { r.change(rowOf{b, i}, m) })
	}
	return nil
}

// addAnswer gives a batch without answer_time one that follows from talk.
func (r *Rewriter) addAnswer(b *cdr.Batch) {
	if c := b.Column(cdr.AnswerTime); c != nil && c != r.answer {
		return
	}
	end, talk := b.Column(cdr.EndTime), b.Column(cdr.BillsecMs)
	r.answer = cdr.NewColumn(cdr.AnswerTime)
	for i := range b.Rows {
		if present(talk, i) && talk.Ints[i] > 0 {
			r.answer.AppendInt(end.Ints[i] - talk.Ints[i]*1000)
		} else {
			r.answer.AppendNull(cdr.AnswerTime.Kind())
		}
	}
	b.SetColumn(cdr.AnswerTime, r.answer)
}

// change rewrites a row whose leg the restart meets.
func (r *Rewriter) change(w rowOf, m *Meeting) {
	s, l := r.scenario, m.Leg
	late := func(kind restart.Repeated, us int64) (time.Duration, bool) {
		d, _, ok := s.Timers.Delay(kind, sinceStop(us, m.StopUs), s.Downtime)
		return d, ok
	}
	startUs := w.batch.Column(cdr.StartTime).Ints[w.row]
	switch {
	case m.Begins:
		d, ok := late(restart.RepeatedInvite, l.StartUs)
		progress := d + time.Duration(max(l.ProgressMs, 0))*time.Millisecond
		switch {
		case !ok:
			w.unanswered("RECOVERY_ON_TIMER_EXPIRE", startUs+s.Timers.Transaction.Microseconds())
		case s.ProgressLimit > 0 && progress > s.ProgressLimit:
			w.unanswered("PROGRESS_TIMEOUT", startUs+s.ProgressLimit.Microseconds())
		default:
			w.shift(d.Microseconds(), cdr.ProgressTime, cdr.ProgressMediaTime, cdr.AnswerTime, cdr.EndTime)
		}
	case m.Ends:
		d, ok := late(restart.RepeatedBye, l.EndUs())
		if !ok || w.name(cdr.HangupDisposition) != "recv_bye" {
			return
		}
		w.shift(d.Microseconds(), cdr.EndTime)
	case l.Final.IsCancel():
		if l.Direction != Inbound || drawOf(s.Seed, l.CallID, l.StartUs) < r.effects.CancelFinds {
			return
		}
		r.ringOn(w, l, startUs)
	case l.Direction != Outbound:
		return
	case l.Final == Answered && !r.effects.RelaysAnswer || l.Final == Refused && !r.effects.RelaysRefusal:
		w.unanswered("NO_ANSWER", startUs+1000*max(int64(l.FinalMs), r.limitMs(l)))
	default:
		d, ok := late(restart.RepeatedFinal, l.FinalUs())
		if !ok || d == 0 {
			return
		}
		if l.Final == Answered {
			w.shift(d.Microseconds(), cdr.AnswerTime)
		} else {
			w.shift(d.Microseconds(), cdr.EndTime)
		}
	}
	r.Changed++
}

// limitMs is when ringing stops by itself, as far as that is known.
func (r *Rewriter) limitMs(l *Leg) int64 {
	if r.scenario.RingLimit > 0 {
		return r.scenario.RingLimit.Milliseconds()
	}
	return r.traffic.Curves[l.Group].LastMs()
}

// ringOn draws how a leg ends whose CANCEL was lost.
func (r *Rewriter) ringOn(w rowOf, l *Leg, startUs int64) {
	// A second draw, independent of the first.
	u := drawOf(r.scenario.Seed+1, l.CallID, l.StartUs)
	end, at, known := r.traffic.Curves[l.Group].Draw(int64(l.FinalMs), u)
	if limit := r.limitMs(l); !known || at > limit {
		end, at = incidence.Unanswered, max(limit, int64(l.FinalMs))
	}
	if end != incidence.Answered {
		w.unanswered("NO_ANSWER", startUs+at*1000)
		return
	}
	held := time.Duration(0)
	if time.Duration(at-int64(l.FinalMs))*time.Millisecond > r.memory(l) {
		held = r.scenario.heldBy()
	}
	w.set(cdr.AnswerTime, startUs+at*1000)
	w.set(cdr.EndTime, startUs+at*1000+held.Microseconds())
	w.cause("NORMAL_CLEARING")
	w.settle()
}

// memory is for how long the leg's caller knows its call, drawn from the kinds
// of callers; patient if none are given.
func (r *Rewriter) memory(l *Leg) time.Duration {
	u := drawOf(r.scenario.Seed+2, l.CallID, l.StartUs)
	for _, c := range r.scenario.Callers {
		if u < c.Share {
			return c.Memory
		}
		u -= c.Share
	}
	return r.scenario.Timers.Transaction
}
