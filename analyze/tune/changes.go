package tune

import (
	"cmp"
	"slices"
)

// never is the time of what does not happen.
const never int64 = -1

// incidentChange is what changes for an incident once the limit reaches a level.
type incidentChange struct {
	level    float64
	incident int
	reset    bool  // the reset time changes, else the detection time
	sec      int64 // to this; never if it is lost
}

func byLevel(a, b incidentChange) int { return cmp.Compare(a.level, b.level) }

// changes appends, in the order of levels, how an incident's times change as
// the limit rises; the first are at level 0. keeps is the level from which on
// it is not detected.
func (f *finding) changes(incident int, list []incidentChange) (_ []incidentChange, keeps float64) {
	fewer := func(a, b int64) int64 { return min(a, b) }
	more := func(a, b int64) int64 { return max(a, b) }
	list, keeps = stairs(list, f.detect, incidentChange{incident: incident}, fewer)
	if f.met > 0 {
		// Until met the firing ends by the incident's end, or after it.
		list, _ = stairs(list, append(f.reset, mark{f.met, 0}), incidentChange{incident: incident, reset: true}, more)
	}
	return list, keeps
}

// inTime is the level from which on the incident is not detected within so many
// seconds.
func (f *finding) inTime(withinSec int64) float64 {
	var level float64
	for _, m := range f.detect {
		if m.sec <= withinSec {
			level = max(level, m.level)
		}
	}
	return level
}

// stairs appends the changes of "the best sec of the marks above L", and says
// which level is the highest.
func stairs(list []incidentChange, marks []mark, change incidentChange, best func(a, b int64) int64) ([]incidentChange, float64) {
	if len(marks) == 0 {
		return list, 0
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.level, b.level) })
	for i := len(marks) - 2; i >= 0; i-- {
		marks[i].sec = best(marks[i].sec, marks[i+1].sec)
	}
	var level float64
	for i, m := range marks {
		if i == 0 || m.sec != marks[i-1].sec {
			change.level, change.sec = level, m.sec
			list = append(list, change)
		}
		level = m.level
	}
	change.level, change.sec = level, never
	return append(list, change), level
}

// clockwork keeps the sums over all incidents while their times change.
type clockwork struct {
	times
	detect, reset []int64 // by incident; never if undefined
}

// apply makes one change.
func (c *clockwork) apply(ch *incidentChange) {
	i := ch.incident
	c.count(i, -1)
	was := c.detect[i]
	if ch.reset {
		c.reset[i] = ch.sec
	} else {
		c.detect[i] = ch.sec
	}
	c.count(i, +1)
	switch {
	case ch.reset:
	case c.detect[i] >= c.maxSec:
		c.maxSec = c.detect[i]
	case was == c.maxSec:
		c.maxSec = max(0, slices.Max(c.detect))
	}
}

// count adds one incident to the sums, or takes it away.
func (c *clockwork) count(i int, sign int64) {
	if c.detect[i] == never {
		return
	}
	c.detected += int(sign)
	c.detectSec += sign * c.detect[i]
	if c.reset[i] != never {
		c.resets += int(sign)
		c.restSec += sign * c.reset[i]
	}
}

// same tells whether two times show the same outcome.
func (t *times) same(o *times) bool {
	return t.detected == o.detected && t.detectSec == o.detectSec && t.maxSec == o.maxSec &&
		(t.resets == 0) == (o.resets == 0) && t.restSec*int64(o.resets) == o.restSec*int64(t.resets)
}
