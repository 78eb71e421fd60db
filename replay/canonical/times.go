package canonical

import "github.com/cdrlab/cdrlab/replay/cdr"

// times fills what follows from other times.
func (s *Shaper) times() {
	start, end, duration := s.out.Column(cdr.StartTime), s.out.Column(cdr.EndTime), s.out.Column(cdr.DurationMs)
	s.fill(cdr.StartTime, func(i int) (int64, bool) {
		return end.Ints[i] - duration.Ints[i]*1000, !duration.IsNull(i)
	})
	s.fill(cdr.DurationMs, func(i int) (int64, bool) {
		return max(0, (end.Ints[i]-start.Ints[i])/1000), !start.IsNull(i)
	})
	// Where there is a column of either, a leg without a value was not answered;
	// but null in a canonical file means that nobody knows.
	answer, billsec := s.out.Column(cdr.AnswerTime), s.out.Column(cdr.BillsecMs)
	told := (s.in.Column(cdr.AnswerTime) != nil || s.in.Column(cdr.BillsecMs) != nil) && !s.whole()
	flags := s.out.Column(cdr.RowFlags)
	s.fill(cdr.BillsecMs, func(i int) (int64, bool) {
		if !answer.IsNull(i) {
			return max(0, (end.Ints[i]-answer.Ints[i])/1000), true
		}
		return 0, told && cdr.Flags(flags.Ints[i])&(cdr.FlagUnreadable|cdr.FlagNoAnswers) == 0
	})
	start, billsec = s.out.Column(cdr.StartTime), s.out.Column(cdr.BillsecMs)
	s.fill(cdr.AnswerTime, func(i int) (int64, bool) {
		at := end.Ints[i] - billsec.Ints[i]*1000
		if !start.IsNull(i) {
			at = max(at, start.Ints[i]) // billing rounds up
		}
		return at, !billsec.IsNull(i) && billsec.Ints[i] > 0
	})
}
