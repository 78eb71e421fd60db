package kpi

// measure adds up one aspect of the rows, group by group. Its zero state of a
// group is that of no rows.
type measure interface {
	// grow makes room for groups 0 to n-1.
	grow(n int)
	// add adds rows, whose groups there is room for.
	add(r *rows)
	// merge adds what another measure of the same kind holds; its group g is
	// group to[g] here.
	merge(from measure, to []uint32)
	// finish is called when all is added, before any figure is asked for.
	finish()
}

// part names a measure.
type part uint8

const (
	partLegs part = iota
	partAnswers
	partCauses
	partSIP
	partDelay
	partCalls
	partAccounts
	partStarts
	partOverlap
	partLoad
	partPeriod

	numParts = iota
)

// partSet is a set of measures.
type partSet uint16

func partsOf(list ...part) partSet {
	var s partSet
	for _, p := range list {
		s |= 1 << p
	}
	return s
}

func (s partSet) has(p part) bool { return s>>p&1 == 1 }

// measures are those of one accumulator; the ones not needed are nil.
type measures struct {
	legs     *legs
	answers  *answers
	causes   *causes
	sip      *sipReplies
	delay    *delay
	calls    *calls
	accounts *accounts
	starts   *starts
	overlap  *overlap
	load     *load
	period   *period

	list []measure // of them all, in the order of parts
	size int
}

func newMeasures(opt *Options, parts partSet, ids *callIDs) *measures {
	m := &measures{
		legs: &legs{}, answers: &answers{}, causes: newCauses(), sip: &sipReplies{}, delay: &delay{},
		calls: &calls{ids: ids}, accounts: newAccounts(),
		starts:  &starts{sinceUs: opt.Filter.SinceSec * 1e6},
		overlap: &overlap{sinceUs: opt.Filter.SinceSec * 1e6},
		load:    newLoad(&opt.Filter),
		period:  &period{},
	}
	for p, one := range [numParts]measure{m.legs, m.answers, m.causes, m.sip, m.delay, m.calls, m.accounts, m.starts, m.overlap, m.load, m.period} {
		if parts.has(part(p)) {
			m.list = append(m.list, one)
		}
	}
	return m
}

func (m *measures) grow(n int) {
	if n <= m.size {
		return
	}
	m.size = n
	for _, one := range m.list {
		one.grow(n)
	}
}

func (m *measures) add(r *rows) {
	for _, one := range m.list {
		one.add(r)
	}
}

func (m *measures) merge(from *measures, to []uint32) {
	for i, one := range m.list {
		one.merge(from.list[i], to)
	}
}

func (m *measures) finish() {
	for _, one := range m.list {
		one.finish()
	}
}

// grown is states, of groups or rows, with a length of n; what they held stays.
func grown[T any](states []T, n int) []T {
	if n <= cap(states) {
		return states[:n]
	}
	return append(states[:cap(states)], make([]T, n-cap(states))...)[:n]
}
