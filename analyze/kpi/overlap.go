package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// overlap finds the most legs that were up at once. A leg is up in [start,
// end), so at equal times ends come before starts: it is enough to know by how
// many the number changes at each instant.
type overlap struct {
	sinceUs int64 // what was up before is up from then on
	changes bins  // at microseconds since 1970
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
		*m.changes.slot(g, from)++
		*m.changes.slot(g, to)--
	}
}

func (m *overlap) merge(from measure, to []uint32) { m.changes.addAll(&from.(*overlap).changes, to) }

func (m *overlap) finish() {
	eachRun(m.changes.sorted(), func(group uint32, run []bin) {
		up, p := int64(0), &m.peaks[group]
		for _, s := range run {
			if up += s.value; up > p.value {
				*p = peak{up, s.at}
			}
		}
	})
}
