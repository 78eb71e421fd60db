package plot

import "time"

// timeTick is a labelled instant of a time axis.
type timeTick struct {
	unix  int64
	label string
}

// timeGroup is a day, month or year that some ticks of a time axis share.
type timeGroup struct {
	// unix is where it starts, or where the axis does.
	unix int64
	// labels name it, the fullest first, for as much room as there is.
	labels []string
}

// timeAxis is what is written below a span of time.
type timeAxis struct {
	ticks  []timeTick
	groups []timeGroup
}

// newTimeAxis places at most maxTicks+1 ticks at round local times of zone in
// [since, until], and the groups these ticks leave unsaid: the days below
// clock times, the months below days, the years below months.
func newTimeAxis(since, until int64, zone *time.Location, maxTicks int) timeAxis {
	unit, n := chooseStep(until-since, maxTicks)
	var axis timeAxis
	switch unit {
	case second:
		axis.ticks = clockTicks(since, until, zone, n)
		axis.groups = dateGroups(since, until, zone, day)
	case day:
		axis.ticks = dateTicks(since, until, zone, day, n)
		axis.groups = dateGroups(since, until, zone, month)
	case month:
		axis.ticks = dateTicks(since, until, zone, month, n)
		axis.groups = dateGroups(since, until, zone, year)
	case year:
		axis.ticks = dateTicks(since, until, zone, year, n)
	}
	return axis
}

// calendarUnit is what a step of a time axis counts.
type calendarUnit uint8

const (
	second calendarUnit = iota
	day
	month
	year
)

// unitSec is about how many seconds a unit has.
var unitSec = [...]int64{second: 1, day: 86400, month: 2629746, year: 31556952}

// timeSteps are the steps short of years, each dividing the next larger unit
// or, as 7 days, what people count in.
var timeSteps = [...]struct {
	unit calendarUnit
	n    int
}{
	{second, 5}, {second, 10}, {second, 15}, {second, 30},
	{second, 60}, {second, 2 * 60}, {second, 5 * 60}, {second, 10 * 60}, {second, 15 * 60}, {second, 30 * 60},
	{second, 3600}, {second, 2 * 3600}, {second, 3 * 3600}, {second, 6 * 3600}, {second, 12 * 3600},
	{day, 1}, {day, 2}, {day, 7}, {month, 1}, {month, 3}, {month, 6},
}

// chooseStep is the shortest step that cuts the span into at most maxTicks.
func chooseStep(spanSec int64, maxTicks int) (calendarUnit, int) {
	for _, s := range timeSteps {
		if spanSec <= unitSec[s.unit]*int64(s.n)*int64(maxTicks) {
			return s.unit, s.n
		}
	}
	years, _ := valueStep(float64(spanSec)/float64(unitSec[year]), maxTicks, true)
	return year, int(years)
}
