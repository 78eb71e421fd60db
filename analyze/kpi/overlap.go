package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// overlap finds the most legs that were up at once. A leg is up in [start,
// end), so at equal times ends come before starts.
type overlap struct {
	sinceUs int64 // what was up before is up from then on
	// changes are microseconds since 1970, doubled, and 1 more where a leg comes
	// up: ends come first.
	changes moments
	peaks   []peak
}

func (m *overlap) grow(n int) { m.peaks = grown(m.peaks, n) }

func (m *overlap) add(r *rows) {
	start, end := r.batch.Column(cdr.StartTime), r.batch.Column(cdr.EndTime)
	if start == nil {
		return
	}
	for k, i := range r.all.rows {
		from, to := max(start.Ints[i], m.sinceUs), end.Ints[i]
		if start.IsNull(int(i)) || from >= to {
			continue
		}
		g := r.all.groups[k]
		m.changes.add(g, from<<1|1)
		m.changes.add(g, to<<1)
	}
}

func (m *overlap) merge(from measure, to []uint32) { m.changes.addAll(&from.(*overlap).changes, to) }

func (m *overlap) finish() {
	up := make([]int64, len(m.peaks))
	m.changes.each(func(at int64, group uint32, n int64) {
		if at&1 == 0 {
			up[group] -= n
			return
		}
		if up[group] += n; up[group] > m.peaks[group].value {
			m.peaks[group] = peak{up[group], at >> 1}
		}
	})
}
