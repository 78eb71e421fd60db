package plot

import (
	"slices"
	"time"
)

// wallSec is a reading of a zone's wall clock, as the Unix second at which a
// clock in UTC reads the same.
type wallSec int64

func wallAt(unix int64, zone *time.Location) wallSec {
	return wallSec(unix + offsetSec(unix, zone))
}

func offsetSec(unix int64, zone *time.Location) int64 {
	_, offset := time.Unix(unix, 0).In(zone).Zone()
	return int64(offset)
}

// date reads the calendar of a wall clock.
func (w wallSec) date() (year int, month time.Month, day int) {
	return time.Unix(int64(w), 0).UTC().Date()
}

// instants are the Unix seconds at which the wall clock of zone reads w, in
// order: one, none in the hour that summer time leaves out, two in the hour
// that it repeats.
func (w wallSec) instants(zone *time.Location) []int64 {
	near := w.near(zone)
	candidates := []int64{near.Unix()}
	from, to := near.ZoneBounds()
	if !from.IsZero() {
		candidates = append(candidates, int64(w)-offsetSec(from.Unix()-1, zone))
	}
	if !to.IsZero() {
		candidates = append(candidates, int64(w)-offsetSec(to.Unix(), zone))
	}
	slices.Sort(candidates)
	candidates = slices.Compact(candidates)
	return slices.DeleteFunc(candidates, func(unix int64) bool { return wallAt(unix, zone) != w })
}

// reached is the first instant at which the wall clock of zone reads w or,
// where it never does, the instant at which it is put forward past w.
func (w wallSec) reached(zone *time.Location) int64 {
	if all := w.instants(zone); len(all) > 0 {
		return all[0]
	}
	near := w.near(zone)
	from, to := near.ZoneBounds()
	if wallAt(near.Unix(), zone) > w {
		return from.Unix()
	}
	return to.Unix()
}

// near is what package time makes of the reading w: one of its instants, or
// one beside the gap it lies in.
func (w wallSec) near(zone *time.Location) time.Time {
	y, m, d := w.date()
	s := int(int64(w) - time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix())
	return time.Date(y, m, d, 0, 0, s, 0, zone)
}

// transitions are the instants in (since, until] at which the zone's offset
// changes, in order.
func transitions(since, until int64, zone *time.Location) []int64 {
	var all []int64
	for unix := since; ; {
		_, end := time.Unix(unix, 0).In(zone).ZoneBounds()
		if end.IsZero() {
			return all
		}
		// Far from a change of offset, package time takes the end of the year
		// for the bound, and in a leap year the day before it.
		next := end.Unix()
		if next <= unix {
			next = unix + unitSec[day]
		}
		if next > until {
			return all
		}
		if offsetSec(next, zone) != offsetSec(next-1, zone) {
			all = append(all, next)
		}
		unix = next
	}
}

// wallRange is the least and the greatest reading of the zone's wall clock in
// [since, until]; where the clock is put back these need not be at the ends.
func wallRange(since, until int64, zone *time.Location) (low, high wallSec) {
	a, b := wallAt(since, zone), wallAt(until, zone)
	low, high = min(a, b), max(a, b)
	for _, unix := range transitions(since, until, zone) {
		low = min(low, wallAt(unix, zone))
		high = max(high, wallAt(unix-1, zone))
	}
	return low, high
}
