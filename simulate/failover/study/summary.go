package study

import (
	"cmp"
	"slices"

	"github.com/cdrlab/cdrlab/simulate/failover"
)

// Summary is what a study says of all calls.
type Summary struct {
	// Calls are all; each has one status.
	Calls, Decided, Undecided, NoPhone uint64
	// Changes counts the decided calls by what the flag changes.
	Changes [NumChanges]uint64
	// Chosen are decided calls where the phones that rang told the branch.
	Chosen uint64
	// Undecideds and NoPhones count calls by reason.
	Undecideds, NoPhones Tally
	// Groups counts calls of Trap by the element that rings; Losers those of
	// Trap and Exception by who is not reached.
	Groups, Losers Tally
	// Answered counts calls of Trap by whose failover, that would not ring,
	// answered them in the record. AnsweredCalls are these calls, and
	// AnsweredExceptions the calls of Exception that anybody answered.
	Answered                          Tally
	AnsweredCalls, AnsweredExceptions uint64
	// Gainers counts calls of OwnPhone by whose it is.
	Gainers Tally
	// ExceptionNexts counts calls of Exception by what the callflow does then.
	ExceptionNexts Tally
	// NothingOff and NothingOn are decided calls in which nothing is dialled.
	NothingOff, NothingOn uint64
	// NextsOff and NextsOn count these by what the callflow does then.
	NextsOff, NextsOn Tally
	// FailoversOff and FailoversOn are decided calls in which a failover is
	// dialled.
	FailoversOff, FailoversOn uint64
	// Agreeing and Disagreeing are decided calls, beside the record.
	Agreeing, Disagreeing uint64
	// Disagreements counts what the record and the documents differ in.
	Disagreements Tally
	// KeptAlive are decided calls with a phone that counts as registered only
	// because of expires_deviation_time, Covered those whose registrations are
	// known.
	KeptAlive, Covered uint64
	// Accounts are those with documents that have calls, Strangers counts the
	// calls of those without.
	Accounts, Strangers Tally
	// FirstSec and LastSec are the seconds the first and last call began, Unix
	// time.
	FirstSec, LastSec int64
}

// Tally counts things by name.
type Tally map[string]uint64

func (t *Tally) add(name string) {
	if *t == nil {
		*t = Tally{}
	}
	(*t)[name]++
}

// Count is one thing of a Tally.
type Count struct {
	Name string `json:"name"`
	N    uint64 `json:"n"`
}

// List is a Tally, the most first, equal ones by name.
func (t Tally) List() []Count {
	list := []Count{}
	for _, name := range sortedKeys(t) {
		list = append(list, Count{name, t[name]})
	}
	slices.SortStableFunc(list, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
	return list
}

// Add counts an outcome.
func (s *Summary) Add(o *Outcome) {
	at := o.Call.StartUs / 1_000_000
	if s.Calls == 0 {
		s.FirstSec = at
	}
	s.LastSec = at
	s.Calls++
	if o.Reason == ReasonNoDocuments {
		s.Strangers.add(o.Call.Account)
	} else {
		s.Accounts.add(o.Call.Account)
	}
	switch o.Status {
	case Undecided:
		s.Undecided++
		s.Undecideds.add(o.Reason)
	case NoPhone:
		s.NoPhone++
		s.NoPhones.add(o.Reason)
	case Decided:
		s.Decided++
		s.addDecision(o)
		s.addChange(o)
	}
}

// addDecision counts what is dialled.
func (s *Summary) addDecision(o *Outcome) {
	s.Chosen += one(o.Chosen)
	s.KeptAlive += one(o.KeptAlive)
	s.Covered += one(o.Covered)
	s.Agreeing += one(o.Agreement.Verdict == Agrees)
	s.Disagreeing += one(o.Agreement.Verdict == Disagrees)
	for _, name := range o.Agreement.Unseen {
		s.Disagreements.add(o.label(o.Module+" "+o.Target) + ": " + name + " did not ring")
	}
	for _, name := range o.Agreement.Unforeseen {
		s.Disagreements.add(o.label(o.Module+" "+o.Target) + ": " + name + " rang unforeseen")
	}
	s.FailoversOff += one(dialsFailover(o.Dials(&o.Off)))
	s.FailoversOn += one(dialsFailover(o.Dials(&o.On)))
	if len(o.Off.Dial) == 0 {
		s.NothingOff++
		s.NextsOff.add(o.Next)
	}
	if len(o.On.Dial) == 0 {
		s.NothingOn++
		s.NextsOn.add(o.Next)
	}
}

// label is a name, with its account where there are several.
func (o *Outcome) label(name string) string {
	if !o.manyAccounts {
		return name
	}
	if o.AccountName == "" {
		return o.Call.Account + " " + name
	}
	return o.AccountName + " " + name
}

// addChange counts what the flag changes.
func (s *Summary) addChange(o *Outcome) {
	s.Changes[o.Change]++
	switch o.Change {
	case Trap:
		s.Groups.add(o.label(o.Target))
		s.AnsweredCalls += one(len(o.Answered) > 0)
		for _, who := range o.Answered {
			s.Answered.add(o.label(who))
		}
	case Exception:
		s.ExceptionNexts.add(o.Next)
		s.AnsweredExceptions += one(len(o.Answered) > 0)
	case OwnPhone:
		for _, who := range o.Gainers {
			s.Gainers.add(o.label(who))
		}
	}
	for _, who := range o.Losers {
		s.Losers.add(o.label(who))
	}
}

func dialsFailover(d Dials) bool { return d == DialsFailovers || d == DialsBoth }

// isFailover tells whether a channel dials somebody's failover.
func isFailover(req *failover.Request, c failover.Channel) bool {
	return c.Via == failover.ViaFailover || req.Endpoints[c.Endpoint].IsFailover
}

// Better are the decided calls that are better with the flag on.
func (s *Summary) Better() uint64 { return s.count(Change.Better) }

// Worse are the decided calls that are worse with the flag on.
func (s *Summary) Worse() uint64 { return s.count(Change.Worse) }

func (s *Summary) count(is func(Change) bool) (n uint64) {
	for c, calls := range s.Changes {
		if is(Change(c)) {
			n += calls
		}
	}
	return n
}

// Checked are the decided calls that the record could be held against.
func (s *Summary) Checked() uint64 { return s.Agreeing + s.Disagreeing }

// Agreement is the share, 0 to 1, of the checked calls that agree; 1 if none
// could be checked.
func (s *Summary) Agreement() float64 {
	if s.Checked() == 0 {
		return 1
	}
	return float64(s.Agreeing) / float64(s.Checked())
}

// LeastAgreement is the share below which a study gives no verdict: the
// documents or registrations are then not those of the calls.
const LeastAgreement = 0.95

// Trusted tells whether the record agrees often enough for a verdict.
func (s *Summary) Trusted() bool { return s.Agreement() >= LeastAgreement }

func one(is bool) uint64 {
	if is {
		return 1
	}
	return 0
}
