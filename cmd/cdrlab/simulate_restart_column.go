package main

import (
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart/inflight"
)

// restartColumn is a number of restarts shown together.
type restartColumn struct {
	label    string
	restarts []int
}

// mostColumns is how many restarts given one by one a screen has room for.
const mostColumns = 4

// chooseColumns takes the best and the worst time of day, or the restarts
// that were given.
func (a *restartAnswer) chooseColumns() []restartColumn {
	if len(a.slots) > 0 {
		best, worst := inflight.Extremes(a.slots, a.hurtBySlot())
		return []restartColumn{a.runColumn(best), a.runColumn(worst)}
	}
	var list []restartColumn
	sameDay := true
	for i := range a.tallies {
		sameDay = sameDay && a.moment(i).Format(time.DateOnly) == a.moment(0).Format(time.DateOnly)
	}
	for i := range min(len(a.tallies), mostColumns) {
		layout := "2 Jan 15:04"
		if sameDay {
			layout = "15:04"
		}
		if a.moment(i).Second() != 0 {
			layout += ":05"
		}
		list = append(list, restartColumn{a.moment(i).Format(layout), []int{i}})
	}
	return list
}

// moment is when a restart is, in --tz.
func (a *restartAnswer) moment(restart int) time.Time {
	return time.UnixMicro(a.traffic.Instants.Us(a.traffic.First + int64(restart))).In(a.zone)
}

// runColumn is a run of slots with the same mean.
func (a *restartAnswer) runColumn(r inflight.Run) restartColumn {
	c := restartColumn{label: slotLabel(&a.slots[r.First], &a.slots[r.Last])}
	for _, s := range a.slots[r.First : r.Last+1] {
		c.restarts = append(c.restarts, s.Restarts...)
	}
	return c
}

// slotLabel is "10:15" for a slot of one restart, "10:00-11:00" for a wider one
// or for several.
func slotLabel(first, last *inflight.Slot) string {
	clock := func(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }
	if first == last && first.Minutes < 60 {
		return clock(first.Minute)
	}
	end := last.Minute
	if last.Minutes >= 60 {
		end += last.Minutes
	}
	return clock(first.Minute) + "-" + clock(end)
}
