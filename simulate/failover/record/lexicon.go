package record

// lexicon numbers texts; 0 is the empty one.
type lexicon struct {
	codes map[string]uint32
	list  []string
}

func newLexicon() lexicon { return lexicon{map[string]uint32{"": 0}, []string{""}} }

func (l *lexicon) code(text []byte) uint32 {
	code, ok := l.codes[string(text)]
	if !ok {
		code = uint32(len(l.list))
		l.list = append(l.list, string(text))
		l.codes[l.list[code]] = code
	}
	return code
}

// arena holds the ids of legs side by side.
type arena struct {
	bytes []byte
	// ends are where the call_id and the interaction_id of each leg end.
	ends []int
}

// add keeps the ids of a leg and gives their number.
func (a *arena) add(callID, interaction []byte) int {
	a.bytes = append(a.bytes, callID...)
	a.ends = append(a.ends, len(a.bytes))
	a.bytes = append(a.bytes, interaction...)
	a.ends = append(a.ends, len(a.bytes))
	return len(a.ends)/2 - 1
}

// at are the ids of a leg; the arena of a book that kept none has none.
func (a *arena) at(n int) (callID, interaction string) {
	if 2*n >= len(a.ends) {
		return "", ""
	}
	from := 0
	if n > 0 {
		from = a.ends[2*n-1]
	}
	return string(a.bytes[from:a.ends[2*n]]), string(a.bytes[a.ends[2*n]:a.ends[2*n+1]])
}

// append adds all of another arena and gives the number of its first.
func (a *arena) append(b *arena) (first int) {
	first, shift := len(a.ends)/2, len(a.bytes)
	a.bytes = append(a.bytes, b.bytes...)
	for _, end := range b.ends {
		a.ends = append(a.ends, end+shift)
	}
	return first
}
