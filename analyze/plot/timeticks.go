package plot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// clockTicks are the instants in [since, until] at which the wall clock reads
// a multiple of stepSec since midnight. stepSec divides a day.
func clockTicks(since, until int64, zone *time.Location, stepSec int) []timeTick {
	layout := "15:04"
	if stepSec%60 != 0 {
		layout = "15:04:05"
	}
	low, high := wallRange(since, until, zone)
	step := wallSec(stepSec)
	var ticks []timeTick
	for w := startOf(low, day) + (low-startOf(low, day))/step*step; w <= high; w += step {
		for _, unix := range w.instants(zone) {
			if since <= unix && unix <= until {
				ticks = append(ticks, timeTick{unix, time.Unix(int64(w), 0).UTC().Format(layout)})
			}
		}
	}
	return inOrder(ticks)
}

// inOrder sorts ticks, which a clock put back brings out of order, and keeps
// the last of those at one instant: where a zone left out a day, two days
// start at once.
func inOrder(ticks []timeTick) []timeTick {
	slices.SortStableFunc(ticks, func(a, b timeTick) int { return cmp.Compare(a.unix, b.unix) })
	kept := ticks[:0]
	for i, t := range ticks {
		if i+1 == len(ticks) || ticks[i+1].unix != t.unix {
			kept = append(kept, t)
		}
	}
	return kept
}

// dateTicks are the starts, in [since, until], of every n-th unit of the
// calendar: days counted so that every 7th is a Monday, months from January,
// years from the year 0.
func dateTicks(since, until int64, zone *time.Location, unit calendarUnit, n int) []timeTick {
	var ticks []timeTick
	for w := startOf(wallAt(since, zone), unit); ; w = nextStart(w, unit) {
		unix := w.reached(zone)
		if unix > until {
			return inOrder(ticks)
		}
		if unix >= since && ordinal(w, unit)%n == 0 {
			ticks = append(ticks, timeTick{unix, dateLabel(w, unit)})
		}
	}
}

// dateGroups are the units that [since, until) meets.
func dateGroups(since, until int64, zone *time.Location, unit calendarUnit) []timeGroup {
	var groups []timeGroup
	for w := startOf(wallAt(since, zone), unit); ; w = nextStart(w, unit) {
		unix := max(since, w.reached(zone))
		if unix >= until {
			return groups
		}
		group := timeGroup{unix, groupLabels(w, unit)}
		if last := len(groups) - 1; last >= 0 && groups[last].unix == unix {
			groups[last] = group
		} else {
			groups = append(groups, group)
		}
	}
}

// startOf is the reading at which the unit around w began.
func startOf(w wallSec, unit calendarUnit) wallSec {
	y, m, d := w.date()
	switch unit {
	case year:
		m, d = time.January, 1
	case month:
		d = 1
	}
	return wallSec(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix())
}

// nextStart is the start of the unit after the one that starts at w.
func nextStart(w wallSec, unit calendarUnit) wallSec {
	y, m, d := w.date()
	switch unit {
	case year:
		y++
	case month:
		m++
	default:
		d++
	}
	return wallSec(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix())
}

// ordinal numbers units so that steps of several stand at round places.
func ordinal(w wallSec, unit calendarUnit) int {
	y, m, _ := w.date()
	switch unit {
	case year:
		return y
	case month:
		return int(m) - 1
	}
	// 5 January 1970 was the first Monday of Unix time.
	return int(int64(w)/unitSec[day]) - 4
}

// dateLabel is what stands at the start of a unit: "Tue 10", "Mar", "2026".
func dateLabel(w wallSec, unit calendarUnit) string {
	y, m, d := w.date()
	switch unit {
	case year:
		return strconv.Itoa(y)
	case month:
		return m.String()[:3]
	}
	return fmt.Sprintf("%s %d", time.Unix(int64(w), 0).UTC().Weekday().String()[:3], d)
}

// groupLabels name a unit, the fullest name first.
func groupLabels(w wallSec, unit calendarUnit) []string {
	t := time.Unix(int64(w), 0).UTC()
	switch unit {
	case year:
		return []string{t.Format("2006")}
	case month:
		return []string{t.Format("January 2006"), t.Format("Jan 2006"), t.Format("Jan")}
	}
	return []string{t.Format("Mon 2 Jan 2006"), t.Format("Mon 2 Jan"), t.Format("2 Jan")}
}
