package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// laneColumns is how far apart two parties stand on a ladder.
const laneColumns = 22

// ladderStep is a line of a ladder: a message, an event of the proxy, or a note
// that more copies follow.
type ladderStep struct {
	at      time.Duration
	message *restart.Message
	note    string
	more    bool
}

// ladderSteps are the lines of a ladder and how many parties it has. Of many
// like copies the first two and the last are shown.
func ladderSteps(list []restart.Message, stop, bound time.Duration) (steps []ladderStep, lanes int) {
	lanes = 2
	stopped, started := false, false
	for i := range list {
		m := &list[i]
		lanes = max(lanes, int(max(m.From, m.To))+1)
		if !stopped && m.At >= stop {
			steps, stopped = append(steps, ladderStep{at: stop, note: "the proxy stops; its transactions are lost"}), true
		}
		if !started && m.At >= bound {
			steps, started = append(steps, ladderStep{at: bound, note: "the proxy listens again"}), true
		}
		before, after := likeCopies(list, i)
		switch {
		case before >= 2 && after > 1:
		case before >= 2 && after == 1:
			steps = append(steps, ladderStep{at: m.At, note: "and so on", more: true})
		default:
			steps = append(steps, ladderStep{at: m.At, message: m})
		}
	}
	return steps, lanes
}

func laneName(lane int) string { return restart.Party(lane).String() }

// drawLadder draws messages as arrows between the parties, a line each; a lost
// one ends in x.
func drawLadder(list []restart.Message, stop, bound time.Duration) []string {
	steps, lanes := ladderSteps(list, stop, bound)
	var head strings.Builder
	fmt.Fprintf(&head, "%9s", "s")
	for lane := range lanes {
		fmt.Fprintf(&head, "  %-*s", laneColumns-2, laneName(lane))
	}
	lines := []string{strings.TrimRight(head.String(), " ")}
	for _, s := range steps {
		switch {
		case s.message != nil:
			lines = append(lines, ladderLine(*s.message, lanes))
		case s.more:
			lines = append(lines, fmt.Sprintf("%9s  (%s)", "...", s.note))
		default:
			lines = append(lines, fmt.Sprintf("%9.3f  ==== %s", s.at.Seconds(), s.note))
		}
	}
	return lines
}

// likeCopies is how many messages of the same kind came before, and how many
// are to come.
func likeCopies(list []restart.Message, i int) (before, after int) {
	for j, m := range list {
		if m.From != list[i].From || m.To != list[i].To || m.What() != list[i].What() || m.Lost != list[i].Lost {
			continue
		}
		if j < i {
			before++
		} else if j > i {
			after++
		}
	}
	return before, after
}

// ladderLine is one arrow.
func ladderLine(m restart.Message, lanes int) string {
	cells := []rune(strings.Repeat(" ", lanes*laneColumns))
	for lane := range lanes {
		cells[lane*laneColumns] = '|'
	}
	left, right := int(min(m.From, m.To))*laneColumns+1, int(max(m.From, m.To))*laneColumns-1
	for i := left; i <= right; i++ {
		cells[i] = '-'
	}
	tip, arrow := right, '>'
	if m.To < m.From {
		tip, arrow = left, '<'
	}
	if m.Lost != restart.Delivered {
		arrow = 'x'
	}
	cells[tip] = arrow
	what := []rune(" " + m.What() + " ")
	copy(cells[(left+right+1-len(what))/2:], what)
	line := fmt.Sprintf("%9.3f  %s", m.At.Seconds(), strings.TrimRight(string(cells), " "))
	if m.Lost != restart.Delivered {
		line += "  " + m.Lost.String()
	}
	return line
}
