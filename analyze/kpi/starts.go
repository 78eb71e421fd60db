package kpi

import "github.com/cdrlab/cdrlab/replay/cdr"

// starts finds the second with the most starts. Starts before the window are
// left out: of the legs that started then, only those are known that ended in
// it.
type starts struct {
	sinceUs int64
	seconds bins // how many in each second since 1970
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
			*m.seconds.slot(r.all.groups[k], floorDiv(us, 1e6))++
		}
	}
}

func (m *starts) merge(from measure, to []uint32) { m.seconds.addAll(&from.(*starts).seconds, to) }

func (m *starts) finish() {
	m.seconds.each(func(s bin) {
		p := &m.peaks[s.group]
		if us := s.at * 1e6; s.value > p.value || s.value == p.value && us < p.us {
			*p = peak{s.value, us}
		}
	})
}
