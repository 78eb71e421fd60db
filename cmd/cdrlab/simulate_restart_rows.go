package main

import (
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// screenRow is one figure on a screen.
type screenRow struct {
	name string
	of   func(restart int) inflight.Estimate
	// text shows it otherwise than as a number of calls.
	text func(inflight.Summary) string
	note string
	// always: shown even if it is 0 everywhere.
	always bool
}

func (a *restartAnswer) screenRows() []screenRow {
	tally := func(of func(*inflight.Tally) int) func(int) inflight.Estimate {
		return func(i int) inflight.Estimate { return inflight.Exactly(float64(of(&a.tallies[i]))) }
	}
	figure := func(of func(*inflight.Figures) inflight.Estimate) func(int) inflight.Estimate {
		return func(i int) inflight.Estimate { return of(&a.figures[0][i]) }
	}
	return []screenRow{
		{name: "legs in setup", of: tally(func(y *inflight.Tally) int { return y.InSetup }), note: a.rungNote(), always: true},
		{name: "INVITE late", of: tally(func(y *inflight.Tally) int { return y.InviteLate }), note: a.delayNote(), always: true},
		{name: "  PROGRESS_TIMEOUT for it", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.ProgressTimeout }), note: "after " + spanText(a.main.ProgressLimit)},
		{name: "  never through", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.Unreached })},
		{name: "CANCEL lost, phone rings on", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.CancelLost }), note: a.cancelNote(), always: true},
		{name: "  of these answered (ghost)", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.Ghosts }), note: a.ghostNote()},
		{name: "no final reply at the caller", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.NoFinal })},
		{name: "hurt", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.Hurt }), note: a.ninetyNote(), always: true},
		{name: "  share of the day", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.Hurt }), text: a.shareText,
			note: "mailing list: 0.01%, of what is not said", always: true},
		{name: "final reply repeated for 32 s", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.FinalsRepeated })},
		{name: "BYE late", of: tally(func(y *inflight.Tally) int { return y.ByeLate })},
		{name: "answered, dialog state lost", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.DialogsLost })},
		{name: "media bindings left", of: figure(func(f *inflight.Figures) inflight.Estimate { return f.Bindings }), note: a.bindingNote()},
	}
}

// shareText is a share of the day's legs.
func (a *restartAnswer) shareText(s inflight.Summary) string {
	return percentOf(s.Mean, a.legsPerDay())
}

// percentOf is a small share in percent, two digits.
func percentOf(part, whole float64) string {
	if whole == 0 || part == 0 {
		return "0%"
	}
	return short(100*part/whole) + "%"
}

// meanOf is the mean of a tally's number over the worst restarts.
func (a *restartAnswer) meanOf(of func(*inflight.Tally) float64) float64 {
	return inflight.Summarize(a.worst(), func(i int) inflight.Estimate { return inflight.Exactly(of(&a.tallies[i])) }).Mean
}

func (a *restartAnswer) rungNote() string {
	if a.traffic.Progress == 0 {
		return ""
	}
	return few(a.meanOf(func(y *inflight.Tally) float64 { return float64(y.HadRung) })) + " had rung"
}

func (a *restartAnswer) delayNote() string {
	var longest string
	var slowest time.Duration
	for _, i := range a.worst() {
		if d := a.tallies[i].MaxDelay; d > 0 {
			slowest = max(d, slowest)
			longest = "up to " + spanText(slowest)
		}
	}
	late := inflight.Summarize(a.worst(), func(i int) inflight.Estimate { return a.figures[0][i].ProgressTimeout })
	if late.High == 0 && a.main.ProgressLimit > 0 && longest != "" {
		longest += fmt.Sprintf("; no PROGRESS_TIMEOUT (%s)", spanText(a.main.ProgressLimit))
	}
	return longest
}

// cancelNote says for how long the phones ring on.
func (a *restartAnswer) cancelNote() string {
	worst := a.worst()
	lost := inflight.Summarize(worst, func(i int) inflight.Estimate { return a.figures[0][i].CancelLost })
	rings := inflight.Summarize(worst, func(i int) inflight.Estimate { return a.figures[0][i].RingSec })
	if lost.Mean == 0 {
		return ""
	}
	if rings.Mean == 0 {
		return "for how long is not on record"
	}
	return fmt.Sprintf("for %.0f s on average", rings.Mean/lost.Mean)
}

// ninetyNote tells what most restarts at the worst time stay below.
func (a *restartAnswer) ninetyNote() string {
	if len(a.worst()) < 2 {
		return ""
	}
	return "9 of 10 at the worst time: at most " + few(a.hurt(0, a.worst()).P90)
}

func (a *restartAnswer) ghostNote() string {
	billed := inflight.Summarize(a.worst(), func(i int) inflight.Estimate { return a.figures[0][i].BilledSec })
	text := fmt.Sprintf("held %s-%s s", few(billed.Mean), few(billed.High))
	if few(billed.Mean) == few(billed.High) {
		text = fmt.Sprintf("held %s s", few(billed.Mean))
	}
	if a.main.RingLimit == 0 {
		text += fmt.Sprintf("; past %d s: bounds", a.traffic.Pooled.LastMs()/1000)
	}
	return text
}

// portsOfBinding: each side of a call has a port for RTP and one for RTCP.
const portsOfBinding = 4

func (a *restartAnswer) bindingNote() string {
	peak := 0
	for _, i := range a.worst() {
		peak = max(peak, a.tallies[i].BindingsPeak)
	}
	if peak == 0 {
		return ""
	}
	return fmt.Sprintf("for %s; at most %d at once, %d ports", spanText(a.main.MediaHold), peak, portsOfBinding*peak)
}
