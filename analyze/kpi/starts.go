package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// starts finds the second with the most starts. Starts before the window are
// left out: of the legs that started then, only those are known that ended in
// it.
type starts struct {
	sinceUs int64
	seconds moments // since 1970
	peaks   []peak
}

func (m *starts) grow(n int) { m.peaks = grown(m.peaks, n) }

func (m *starts) add(r *rows) {
	c := r.batch.Column(cdr.StartTime)
	if c == nil {
		return
	}
	for k, i := range r.all.rows {
		if us := c.Ints[i]; us >= m.sinceUs && !c.IsNull(int(i)) {
			m.seconds.add(r.all.groups[k], floorDiv(us, 1e6))
		}
	}
}

func (m *starts) merge(from measure, to []uint32) { m.seconds.addAll(&from.(*starts).seconds, to) }

func (m *starts) finish() {
	current := make([]peak, len(m.peaks)) // the last second of each group
	m.seconds.each(func(at int64, group uint32, n int64) {
		p := &current[group]
		if us := at * 1e6; us != p.us {
			*p = peak{us: us}
		}
		if p.value += n; p.value > m.peaks[group].value {
			m.peaks[group] = *p
		}
	})
}
