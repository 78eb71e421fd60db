package inflight

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Slot is a time of day, on all days or on one day of the week, and the
// restarts that fall into it.
type Slot struct {
	// Weekday is the day, -1 for all of them.
	Weekday time.Weekday
	// Minute is when it begins, in minutes after midnight on the wall clock;
	// Minutes is how long it is.
	Minute, Minutes int
	// Days is how many days it was seen on.
	Days int
	// Restarts are places in the list of tallies.
	Restarts []int
}

// EveryDay is the Weekday of a slot that is of all days.
const EveryDay = time.Weekday(-1)

// Slots gather the restarts by time of day in a zone, so many minutes wide, or
// by weekday and time of day. They come by weekday, then by time.
func (t *Traffic) Slots(zone *time.Location, minutes int, byWeekday bool) []Slot {
	type place struct {
		weekday time.Weekday
		minute  int
	}
	found := map[place]*Slot{}
	lastDay := map[place]string{}
	for i := range t.Restarts() {
		wall := time.UnixMicro(t.Instants.Us(t.First + int64(i))).In(zone)
		p := place{EveryDay, (wall.Hour()*60 + wall.Minute()) / minutes * minutes}
		if byWeekday {
			p.weekday = wall.Weekday()
		}
		s := found[p]
		if s == nil {
			s = &Slot{Weekday: p.weekday, Minute: p.minute, Minutes: minutes}
			found[p] = s
		}
		s.Restarts = append(s.Restarts, i)
		if day := wall.Format(time.DateOnly); lastDay[p] != day {
			lastDay[p] = day
			s.Days++
		}
	}
	var list []Slot
	for _, s := range found {
		list = append(list, *s)
	}
	slices.SortFunc(list, func(a, b Slot) int {
		return cmp.Or(cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.Minute, b.Minute))
	})
	return list
}

// Summary is a number over many restarts.
type Summary struct {
	// Mean and P90 (nearest rank) are of what is expected of each.
	Mean, P90 float64
	// Low and High are the lowest and the highest that any of them can be.
	Low, High float64
}

// Summarize takes the numbers of some restarts.
func Summarize(restarts []int, of func(restart int) Estimate) Summary {
	if len(restarts) == 0 {
		return Summary{}
	}
	expected := make([]float64, 0, len(restarts))
	s := Summary{Low: math.Inf(1), High: math.Inf(-1)}
	for _, i := range restarts {
		e := of(i)
		expected = append(expected, e.Expected)
		s.Mean += e.Expected / float64(len(restarts))
		s.Low, s.High = min(s.Low, e.Low), max(s.High, e.High)
	}
	slices.Sort(expected)
	s.P90 = expected[(len(expected)*9+9)/10-1]
	return s
}

// Extremes are the slots with the lowest and with the highest mean of a
// number: of several with the same one, the longest run of neighbours, the
// earliest of those. The run goes from first to last, by place in the list.
func Extremes(slots []Slot, mean []float64) (best, worst Run) {
	if len(slots) == 0 {
		return Run{}, Run{}
	}
	return longestRun(slots, mean, slices.Min(mean)), longestRun(slots, mean, slices.Max(mean))
}

// Run is a number of slots one after the other; Tied is how many slots share
// their mean in all.
type Run struct{ First, Last, Tied int }

func longestRun(slots []Slot, mean []float64, value float64) Run {
	best := Run{First: -1, Last: -2}
	var now Run
	tied := 0
	for i := range slots {
		if math.Abs(mean[i]-value) > 1e-9 {
			continue
		}
		tied++
		if tied > 1 && now.Last == i-1 && neighbours(&slots[i-1], &slots[i]) {
			now.Last = i
		} else {
			now = Run{First: i, Last: i}
		}
		if now.Last-now.First > best.Last-best.First {
			best = now
		}
	}
	best.Tied = tied
	return best
}

func neighbours(a, b *Slot) bool { return a.Weekday == b.Weekday && a.Minute+a.Minutes == b.Minute }
