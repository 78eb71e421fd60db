package canonical

import "github.com/cdrlab/cdrlab/replay/cdr"

// times fills what follows from other times.
func (s *Shaper) times() {
	start, end, duration := s.out.Column(cdr.StartTime), s.out.Column(cdr.EndTime), s.out.Column(cdr.DurationMs)
	s.fill(cdr.StartTime, func(i int) (int64, bool) {
		us, ok := cdr.StartOf(end.Ints[i], duration.Ints[i])
		return us, ok && !duration.IsNull(i)
	})
	s.fill(cdr.DurationMs, func(i int) (int64, bool) {
		ms, _, ok := cdr.SpanOf(start.Ints[i], end.Ints[i])
		return ms, ok && !start.IsNull(i)
	})
	// Where there is a column of either, a leg without a value was not answered;
	// but null in a canonical file means that nobody knows.
	answer, billsec := s.out.Column(cdr.AnswerTime), s.out.Column(cdr.BillsecMs)
	told := (s.in.Column(cdr.AnswerTime) != nil || s.in.Column(cdr.BillsecMs) != nil) && !s.whole()
	flags := s.out.Column(cdr.RowFlags)
	s.fill(cdr.BillsecMs, func(i int) (int64, bool) {
		if !answer.IsNull(i) {
			ms, _, ok := cdr.SpanOf(answer.Ints[i], end.Ints[i])
			return ms, ok
		}
		return 0, told && cdr.Flags(flags.Ints[i])&(cdr.FlagUnreadable|cdr.FlagNoAnswers) == 0
	})
	start, billsec = s.out.Column(cdr.StartTime), s.out.Column(cdr.BillsecMs)
	s.fill(cdr.AnswerTime, func(i int) (int64, bool) {
		startUs := int64(0)
		if !start.IsNull(i) {
			startUs = start.Ints[i]
		}
		at, ok := cdr.AnswerOf(startUs, end.Ints[i], billsec.Ints[i])
		return at, ok && !billsec.IsNull(i) && billsec.Ints[i] > 0
	})
}
