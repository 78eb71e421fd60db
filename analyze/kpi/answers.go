package kpi

// shortMs is the longest talk of a short call: 6 s, a common limit of
// carriers' contracts.
const shortMs = 6000

// answers counts who was answered and for how long they talked. Rows of
// which no column tells count nowhere.
type answers struct{ groups []answerCounts }

type answerCounts struct {
	rows, answeredAny                  uint64 // in whatever direction
	seizures, answered, shorts, talkMs uint64
}

func (m *answers) grow(n int) { m.groups = grown(m.groups, n) }

func (m *answers) add(r *rows) {
	if r.answered == nil {
		return
	}
	for k, i := range r.all.rows {
		s := &m.groups[r.all.groups[k]]
		s.rows++
		s.answeredAny += oneIf(r.answeredAny[i])
	}
	for k, i := range r.seized.rows { // half of them are answered: no branch
		s := &m.groups[r.seized.groups[k]]
		answered, talkMs := oneIf(r.answered[i]), r.talkMs[i]
		s.seizures++
		s.answered += answered
		s.talkMs += answered * uint64(talkMs)
		s.shorts += answered * oneIf(talkMs <= shortMs)
	}
}

func (m *answers) merge(from measure, to []uint32) {
	for g, s := range from.(*answers).groups {
		t := &m.groups[to[g]]
		t.rows += s.rows
		t.answeredAny += s.answeredAny
		t.seizures += s.seizures
		t.answered += s.answered
		t.shorts += s.shorts
		t.talkMs += s.talkMs
	}
}

func (m *answers) finish() {}
