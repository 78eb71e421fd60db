package callflow

import (
	"slices"
	"time"
)

// falls tells whether a day is one of the rule's. Without a start every day
// counts as the first.
func (r *temporalRule) falls(day time.Time) bool {
	start := r.start
	if start.IsZero() {
		start = day
	}
	months := (day.Year()-start.Year())*12 + int(day.Month()) - int(start.Month())
	switch r.cycle {
	case "date":
		return day.Equal(start)
	case "daily":
		return r.every(int(day.Sub(start) / (24 * time.Hour)))
	case "weekly":
		return slices.Contains(r.wdays, day.Weekday()) && r.every(int(monday(day).Sub(monday(start))/(7*24*time.Hour)))
	case "monthly":
		return r.every(months) && r.inMonth(day)
	case "yearly":
		return r.every(day.Year()-start.Year()) && day.Month() == r.month && r.inMonth(day)
	}
	return false // KAZOO skips a rule without a cycle
}

// every tells whether so many units after the start are a whole interval.
func (r *temporalRule) every(units int) bool { return units%r.interval == 0 }

// inMonth tells whether a day is one of its month's: by its number, else the
// n-th of its weekday.
func (r *temporalRule) inMonth(day time.Time) bool {
	if len(r.days) > 0 {
		return slices.Contains(r.days, day.Day())
	}
	if len(r.wdays) != 1 || r.wdays[0] != day.Weekday() {
		return false
	}
	switch r.ordinal {
	case "every":
		return true
	case "last":
		return day.AddDate(0, 0, 7).Month() != day.Month()
	}
	return ordinals[r.ordinal] == (day.Day()+6)/7
}

var ordinals = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}

// monday is the Monday of a day's week.
func monday(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}
