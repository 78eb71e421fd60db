package canonical

import "github.com/cdrlab/cdrlab/replay/cdr"

// causeNumbers are the numbers of the causes of a dictionary, -1 for none.
type causeNumbers struct {
	dict    *cdr.Dict
	numbers []int64
}

func (n *causeNumbers) of(c *cdr.Column, row int) int64 {
	if n.dict != c.Dict {
		n.dict, n.numbers = c.Dict, n.numbers[:0]
	}
	for code := len(n.numbers); code < c.Dict.Len(); code++ {
		number, ok := cdr.CauseCode(c.Dict.Name(uint32(code)))
		if !ok {
			number = -1
		}
		n.numbers = append(n.numbers, int64(number))
	}
	return n.numbers[c.Codes[row]]
}

// causes fills what a source does not say of its causes.
func (s *Shaper) causes() {
	cause := s.out.Column(cdr.HangupCause)
	s.fill(cdr.HangupCauseCode, func(i int) (int64, bool) {
		if cause.IsNull(i) {
			return 0, false
		}
		n := s.numbers.of(cause, i)
		return n, n >= 0
	})
	from := s.out.Column(cdr.CauseSource)
	if from.Nulls(s.in.Rows) == 0 {
		return
	}
	c := &cdr.Column{Dict: from.Dict, Codes: append([]uint32(nil), from.Codes[:s.in.Rows]...)}
	field, none := from.Dict.CodeOf("field"), from.Dict.CodeOf("none")
	for i := range c.Codes {
		switch {
		case !from.IsNull(i):
		case cause.IsNull(i):
			c.Codes[i] = none
		default:
			c.Codes[i] = field
		}
	}
	s.out.SetColumn(cdr.CauseSource, c)
}
