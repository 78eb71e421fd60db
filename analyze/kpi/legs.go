package kpi

// legs counts rows and what they stand for.
type legs struct{ groups []legCounts }

type legCounts struct{ rows, legs, seizures uint64 }

func (m *legs) grow(n int) { m.groups = grown(m.groups, n) }

func (m *legs) add(r *rows) {
	for k, i := range r.all.rows {
		s := &m.groups[r.all.groups[k]]
		s.rows++
		s.legs += r.legsOf(i)
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
