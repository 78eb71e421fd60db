package main

import (
	"math/bits"
	"sync"
)

// The traffic ends within one week from firstSecond, Monday 2 March 2026, UTC.
const (
	firstSecond = 1772409600
	weekSec     = 7 * 86400
)

// hourly is the intensity at the beginning of each hour of the day, in percent
// of the busiest; between two hours it runs straight.
var hourly = [24]int{
	8, 6, 5, 5, 6, 11, 25, 48, 80, 97, 100, 95, 78, 84, 95, 92, 82, 63, 42, 28, 21, 16, 12, 10,
}

// daily is the intensity of Monday to Sunday, in percent.
var daily = [7]int{100, 100, 98, 97, 92, 40, 28}

// intensity is that of a second of the week, incidents included.
func intensity(second int) uint64 {
	hour, ofHour := second/3600%24, second%3600
	level := hourly[hour]*(3600-ofHour) + hourly[(hour+1)%24]*ofHour
	level *= daily[second/86400]
	for i := range incidents {
		if incidents[i].covers(second) {
			level = level * incidents[i].trafficPct / 100
		}
	}
	return uint64(level)
}

var weekIntensity = sync.OnceValue(func() uint64 {
	var sum uint64
	for second := range weekSec {
		sum += intensity(second)
	}
	return sum
})

// schedule deals rows to the seconds of a week.
type schedule struct {
	rows, dealt uint64
	soFar       uint64 // intensity
}

func newSchedule(rows int) *schedule { return &schedule{rows: uint64(rows)} }

// next is how many rows end in the next second, which is the second of the
// week given. After the last of the week all rows are dealt.
func (s *schedule) next(second int) int {
	s.soFar += intensity(second)
	hi, lo := bits.Mul64(s.rows, s.soFar)
	due, _ := bits.Div64(hi, lo, weekIntensity())
	n := due - s.dealt
	s.dealt = due
	return int(n)
}
