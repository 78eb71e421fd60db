package plot

// column is the index of the column that an instant falls in, if [since,
// until) is cut into cols columns; until itself belongs to the last.
func column(unix, since, until int64, cols int) int {
	c := int((unix - since) * int64(cols) / (until - since))
	return min(c, cols-1)
}

// decimate picks the points to draw of a series: of each column of pixels
// the first, the lowest, the highest and the last (of equals the earliest),
// in order of time. A line through them covers the same pixels as a line
// through all. Points outside [since, until] are left out. The times must not
// descend. The result holds indices.
func decimate(timesUnix []int64, values []float64, since, until int64, cols int) []int {
	var kept []int
	for i := 0; i < len(timesUnix); {
		if timesUnix[i] < since || timesUnix[i] > until {
			i++
			continue
		}
		first, low, high := i, i, i
		c := column(timesUnix[i], since, until, cols)
		for ; i < len(timesUnix) && timesUnix[i] <= until && column(timesUnix[i], since, until, cols) == c; i++ {
			if values[i] < values[low] {
				low = i
			}
			if values[i] > values[high] {
				high = i
			}
		}
		kept = appendAscending(kept, first, min(low, high), max(low, high), i-1)
	}
	return kept
}

// appendAscending appends indices that do not descend, each once.
func appendAscending(to []int, indices ...int) []int {
	for _, i := range indices {
		if len(to) == 0 || to[len(to)-1] != i {
			to = append(to, i)
		}
	}
	return to
}

// extent is the lowest and the highest of some points' values.
type extent struct {
	low, high float64
	points    int
}

// extents cuts [since, until] into spans of spanSec and measures the points
// in each; until itself belongs to the last. The times must not descend.
func extents(timesUnix []int64, values []float64, since, until, spanSec int64) []extent {
	all := make([]extent, (until-since+spanSec-1)/spanSec)
	for i, unix := range timesUnix {
		if unix < since || unix > until {
			continue
		}
		e := &all[min((unix-since)/spanSec, int64(len(all)-1))]
		if e.points == 0 {
			e.low, e.high = values[i], values[i]
		}
		e.low = min(e.low, values[i])
		e.high = max(e.high, values[i])
		e.points++
	}
	return all
}
