package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/simulate/restart/incidence"
	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// basisLines are what the answer rests on, what is left out, and a command to
// copy.
func (a *restartAnswer) basisLines() []string {
	lines := []string{a.daysLine(), a.sampleLine()}
	lines = append(lines, a.doubts()...)
	lines = append(lines, leftOutLine(a.kazoo))
	if len(a.pictures) > 0 {
		list, _ := fitList(a.pictures, screenColumns-40)
		lines = append(lines, "Pictures in "+oneLine(a.plot)+" (.png, .svg): "+list)
	}
	lines = append(lines, a.accounting()...)
	if a.verbose {
		lines = append(lines, a.weekdayLines()...)
	}
	return append(lines, a.nextLine())
}

// daysLine says how many days, what the times are and which legs.
func (a *restartAnswer) daysLine() string {
	t := a.traffic
	days := map[string]bool{}
	for us := t.FirstUs; us < t.LastUs; us += 3600e6 {
		days[time.UnixMicro(us).In(a.zone).Format(time.DateOnly)] = true
	}
	text := plural(uint64(max(1, len(days))), "day") + ", " + a.zone.String() + ": times to 1 s"
	if t.WholeSeconds == 0 {
		text = strings.Replace(text, "times to 1 s", "times with decimals", 1)
	}
	if t.Progress == 0 {
		text += ", no ringing times"
	}
	if a.through == inflight.Unknown {
		return text + "; every leg passes this proxy (--through)."
	}
	return text + fmt.Sprintf("; %s legs pass this proxy, %s others do not.", a.through, grouped(t.OtherWay))
}

// sampleLine says what the outlook of a phone without its CANCEL rests on.
func (a *restartAnswer) sampleLine() string {
	c := a.traffic.Pooled
	text := fmt.Sprintf("Without its CANCEL a phone does as others: %s answered, %s not, %s censored",
		grouped(c.Seen(incidence.Answered)), grouped(c.Seen(incidence.Unanswered)), grouped(c.Seen(incidence.Censored)))
	if n := len(a.traffic.Groups) - a.traffic.PooledOf; n > 0 {
		text += fmt.Sprintf("; %d groups", n)
	}
	return text + "."
}

// doubts are what this data in particular cannot tell.
func (a *restartAnswer) doubts() []string {
	t := a.traffic
	var list []string
	if t.Census.Cancels() == 0 {
		list = append(list, "no leg was cancelled: does this dialect tell a CANCEL from other ends?")
	}
	if t.Directed == 0 {
		list = append(list, "no directions: NO_ANSWER taken for a reply, not a CANCEL")
	}
	if t.EndBeforeStart > 0 {
		list = append(list, plural(t.EndBeforeStart, "leg")+" ended before it began (clocks), taken as over at once")
	}
	if t.StartDrawn > 0 {
		list = append(list, plural(t.StartDrawn, "leg")+" without a start; theirs drawn from "+oneLine(a.ringingFrom))
	}
	if t.NoStart > 0 {
		list = append(list, plural(t.NoStart, "leg")+" without a start left out")
	}
	for i := range list {
		list[i] = "Mind: " + list[i] + "."
	}
	return list
}

// weekdayLines are the best and the worst time of each day of the week.
func (a *restartAnswer) weekdayLines() []string {
	var rows [][]string
	for day := time.Sunday; day <= time.Saturday; day++ {
		var slots []inflight.Slot
		var means []float64
		for _, s := range a.weekdays {
			if s.Weekday == day {
				slots, means = append(slots, s), append(means, a.hurt(0, s.Restarts).Mean)
			}
		}
		if len(slots) == 0 {
			continue
		}
		best, worst := inflight.Extremes(slots, means)
		rows = append(rows, []string{
			day.String(), plural(uint64(slots[best.First].Days), "day"),
			"best " + slotLabel(&slots[best.First], &slots[best.Last]), ranged(a.hurt(0, slots[best.First].Restarts)),
			"worst " + slotLabel(&slots[worst.First], &slots[worst.Last]), ranged(a.hurt(0, slots[worst.First].Restarts)),
		})
	}
	return alignRows(rows)
}

// nextLine is a command to copy.
func (a *restartAnswer) nextLine() string {
	args, more := a.args, []string{"--list", "cancel-lost"}
	if len(a.slots) > 0 {
		args, more = withoutAt(a.args), slices.Concat([]string{"--at", a.moment(a.worst()[0]).UTC().Format(time.RFC3339)}, more)
	}
	next := "Next: " + shellLine(slices.Concat([]string{"cdrlab"}, args, more)...)
	if utf8.RuneCountInString(next) > screenColumns {
		next = "Next: the same with " + shellLine(more...)
	}
	return next
}

// withoutAt are arguments without --at and its value, if another one follows.
func withoutAt(args []string) []string {
	var kept []string
	for i := 0; i < len(args); i++ {
		switch {
		case args[i] == "--at":
			i++
		case strings.HasPrefix(args[i], "--at="):
		default:
			kept = append(kept, args[i])
		}
	}
	return kept
}

// accounting says where every row went: rows = used + joined +
// duplicates + rejected,
// used = legs + filtered + of another direction + without a start.
func (a *restartAnswer) accounting() []string {
	t := a.traffic
	joined := joinedRows(a.report.Files)
	lines := []string{rowsLine(a.rows, a.accepted-joined, joined, a.duplicates, a.rejected) + "."}
	if left := t.Filtered + t.OtherWay + t.NoStart; left > 0 {
		lines = append(lines, fmt.Sprintf("Used = %s + %s filtered + %s of another direction + %s without a start.",
			plural(t.Census.Legs, "leg"), grouped(t.Filtered), grouped(t.OtherWay), grouped(t.NoStart)))
	}
	return lines
}

// meaningLines say what each strategy does and what becomes of it.
func (a *restartAnswer) meaningLines() []string {
	lines := []string{"", "STRATEGIES"}
	for s, e := range a.effects {
		lines = append(lines, fmt.Sprintf("%-15s %s", a.strategies[s].Name(), a.strategies[s].Meaning()))
		chance := "never"
		switch {
		case e.CancelFinds == 1:
			chance = "always"
		case e.CancelFinds > 0:
			chance = fmt.Sprintf("with chance %.4g", e.CancelFinds)
		}
		if e.ByOrder {
			chance += ", as the order of all messages has it"
		}
		lines = append(lines, strings.Repeat(" ", 16)+"a CANCEL after the restart finds its phone "+chance)
	}
	return lines
}
