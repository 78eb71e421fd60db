package replay

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// CheckedMeter is a meter that checks look at, over the whole run: what Run
// judges by the thresholds in force, for those who judge by others.
type CheckedMeter struct {
	Cause string
	// Account is nil for the global meter of the cause.
	Account *string
	// Node is the hangups node, from 1; 0 if there is only one.
	Node int
	// Spans are the run's, in the order of time.
	Spans []Span
}

// Span is one meter between two starts of the application, or between a start
// and the end of the data. A firing never leaves its span.
type Span struct {
	span
	events []count.Group
}

// Start is the span's first second.
func (s *Span) Start() Second { return Second(s.start) }

// End is the second after the span's last.
func (s *Span) End() Second { return Second(s.end) }

// Exact tells that the application started at Start. If not, its check clock
// is unknown and the span has 60 phases: then every second after the meter's
// first event is a check of exactly one phase, and the seconds t and
// t + CheckSec are checks of the same one.
func (s *Span) Exact() bool { return s.exact }

// Phases is how many check clocks the span is judged at: 1 or 60.
func (s *Span) Phases() int { return s.phases() }

// Empty tells that the meter has no event in the span, and so no check.
func (s *Span) Empty() bool { return len(s.events) == 0 }

// Checks is at most how many checks of one phase find the meter.
func (s *Span) Checks() int {
	if s.Empty() {
		return 0
	}
	return int((s.end-int64(s.events[0].Second))/CheckSec) + 1
}

// Walk visits every check of the span that finds the meter, in the order of
// time, with the averages it sees, in events per second. rates is good only
// during the call. Walking twice visits the same.
func (s *Span) Walk(visit func(t int64, phase int, rates *meter.Values)) {
	s.walk(s.events, false, s.end, visit)
}

// CheckedMeters are the meters that Run would judge, in the order of cause,
// account (the global meter first) and node, whatever their thresholds. With
// opt.CheckAccounts the meters of the named accounts are among them, where the
// account has an event of the cause. Errors are those of opt (UsageError).
func CheckedMeters(set *count.Set, cfg *alert.Config, opt Options, accounts []string) ([]CheckedMeter, error) {
	if err := opt.validate(); err != nil {
		return nil, err
	}
	var choose accountChoice
	if opt.CheckAccounts && len(accounts) > 0 {
		choose = func(s *series) bool { return slices.Contains(accounts, s.key.account) }
	}
	spans := opt.spans()
	list := checkedSeries(deal(set, &opt), cfg, choose)
	meters := make([]CheckedMeter, len(list))
	for i := range list {
		s := &list[i]
		m := CheckedMeter{Cause: s.key.cause, Account: s.key.accountOrNil(), Node: s.node}
		for _, sp := range spans {
			m.Spans = append(m.Spans, Span{sp, between(s.events, sp.start, sp.end)})
		}
		meters[i] = m
	}
	return meters, nil
}
