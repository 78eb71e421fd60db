package plot

import "fmt"

// barMinutes is how many minutes one bar stands for: the fewest of a round
// number with which at most maxBars cover all minutes.
func barMinutes(minutes, maxBars int) int {
	for _, n := range [...]int{1, 2, 5, 10, 15, 30, 60, 2 * 60, 3 * 60, 6 * 60, 12 * 60} {
		if minutes <= n*maxBars {
			return n
		}
	}
	const day = 24 * 60
	days := (minutes + day*maxBars - 1) / (day * maxBars)
	return days * day
}

// minutesIn are the counts of those minutes that meet [since, until), the
// first minute starting at start, and the start of the first of these.
func minutesIn(counts []uint64, start, since, until int64) ([]uint64, int64) {
	first := min(max((since-start)/60, 0), int64(len(counts)))
	end := min(max((until-start+59)/60, first), int64(len(counts)))
	return counts[first:end], start + 60*first
}

// highestOf cuts counts into runs of n and keeps each run's highest.
func highestOf(counts []uint64, n int) []uint64 {
	highest := make([]uint64, 0, (len(counts)+n-1)/n)
	for i, c := range counts {
		if i%n == 0 {
			highest = append(highest, c)
			continue
		}
		last := len(highest) - 1
		highest[last] = max(highest[last], c)
	}
	return highest
}

// spanName names the time of n minutes after "every": "minute", "6 hours".
func spanName(n int) string {
	const hour, day = 60, 24 * 60
	unit, count := "minute", n
	switch {
	case n%day == 0:
		unit, count = "day", n/day
	case n%hour == 0:
		unit, count = "hour", n/hour
	}
	if count == 1 {
		return unit
	}
	return fmt.Sprintf("%d %ss", count, unit)
}
