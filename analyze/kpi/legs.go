package kpi

// legs counts rows and what they stand for.
type legs struct{ groups []legCounts }

type legCounts struct{ rows, legs, seizures uint64 }

func (m *legs) grow(n int) { m.groups = grown(m.groups, n) }

func (m *legs) add(r *rows) {
	if r.legs == nil {
		for _, g := range r.all.groups {
			m.groups[g].rows++
			m.groups[g].legs++
		}
	} else {
		for k, i := range r.all.rows {
			m.groups[r.all.groups[k]].rows++
			m.groups[r.all.groups[k]].legs += uint64(r.legs[i])
		}
	}
	for _, g := range r.seized.groups {
		m.groups[g].seizures++
	}
}

func (m *legs) merge(from measure, to []uint32) {
	for g, s := range from.(*legs).groups {
		t := &m.groups[to[g]]
		t.rows += s.rows
		t.legs += s.legs
		t.seizures += s.seizures
	}
}

func (m *legs) finish() {}
