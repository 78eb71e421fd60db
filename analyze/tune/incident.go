package tune

import (
	"cmp"
	"slices"
)

// Incident is a labelled incident, [Start, End) in Unix seconds.
type Incident struct {
	// Name is what people call it.
	Name       string
	Start, End int64
	// Cause and Account are what it is about; empty means all of them.
	Cause, Account string
}

// concerns tells whether the incident is about a meter. A global meter has the
// events of every account, so an incident of one account concerns it too.
func (in *Incident) concerns(cause string, account *string) bool {
	return (in.Cause == "" || in.Cause == cause) &&
		(in.Account == "" || account == nil || in.Account == *account)
}

// window is a stretch of time, [start, end), in which a firing is true.
type window struct{ start, end int64 }

// windows are those of the incidents that concern a meter, in order, what
// touches joined.
func (o *Options) windows(cause string, account *string) []window {
	var list []window
	for i := range o.Incidents {
		if in := &o.Incidents[i]; in.concerns(cause, account) {
			list = append(list, window{in.Start, in.End + o.GraceSec})
		}
	}
	slices.SortFunc(list, func(a, b window) int { return cmp.Compare(a.start, b.start) })
	joined := list[:0]
	for _, w := range list {
		if n := len(joined); n > 0 && w.start <= joined[n-1].end {
			joined[n-1].end = max(joined[n-1].end, w.end)
		} else {
			joined = append(joined, w)
		}
	}
	return joined
}

// marks tells of cells of time, asked in order, whether a window meets them.
type marks struct{ left []window }

func (m *marks) meet(start, end int64) bool {
	for len(m.left) > 0 && m.left[0].end <= start {
		m.left = m.left[1:]
	}
	return len(m.left) > 0 && m.left[0].start < end
}
