package cdrfmt

// legRows are the rows met so far of one leg: those with equal keys but for
// their marks. Two rows are the same if none of their marks that are known in
// both differ.
type legRows struct {
	some  bool
	first rowKey
	// inputs are those of the first row with each pair of marks; nil while
	// there is but one row, or none has marks.
	inputs map[markPair]uint32
}

// markPair is a pair of marks, in which anyMark stands for all.
type markPair struct{ apart, sequence uint64 }

const anyMark = 1 << 32

// repeats adds the next row, in the order of keys, and tells whether it repeats
// an earlier one: in DedupeOn any row, in DedupeAuto one of an earlier input.
func (g *legRows) repeats(k rowKey, mode DedupeMode) bool {
	if !g.some || !g.first.sameLeg(k) {
		*g = legRows{some: true, first: k}
		return false
	}
	if g.inputs == nil && g.first.rowMarks == k.rowMarks && k.rowMarks == (rowMarks{}) { // nearly always
		return mode == DedupeOn || g.first.at.input != k.at.input
	}
	if g.inputs == nil {
		g.inputs = map[markPair]uint32{}
		g.add(g.first)
	}
	repeats := false
	for _, apart := range equalMarks(k.apart) {
		for _, sequence := range equalMarks(k.sequence) {
			input, met := g.inputs[markPair{apart, sequence}]
			repeats = repeats || met && (mode == DedupeOn || input != k.at.input)
		}
	}
	g.add(k)
	return repeats
}

// add notes a row under its marks and under any.
func (g *legRows) add(k rowKey) {
	for _, apart := range [...]uint64{uint64(k.apart), anyMark} {
		for _, sequence := range [...]uint64{uint64(k.sequence), anyMark} {
			if _, met := g.inputs[markPair{apart, sequence}]; !met {
				g.inputs[markPair{apart, sequence}] = k.at.input
			}
		}
	}
}

// equalMarks are those that a mark is equal to.
func equalMarks(mark uint32) [2]uint64 {
	if mark == 0 {
		return [2]uint64{anyMark, anyMark}
	}
	return [2]uint64{uint64(mark), 0}
}
