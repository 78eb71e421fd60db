package count

import "slices"

// Group is how many events one meter had in one second.
type Group struct {
	// Second is the Unix second the legs ended in.
	Second uint32
	// Cause, Account and Gateway index the Set's name tables.
	Cause, Account, Gateway uint32
	// N is how many legs, at least 1.
	N uint64
}

// Set is counted traffic: the groups of one run, sorted by second, then by
// cause, account and gateway (as bytes), each combination once. Its names are
// sorted too, so the order of codes is the order of names and two sets of the
// same traffic are equal whatever the order they were read in.
type Set struct {
	Groups []Group
	// Causes, Accounts and Gateways are the names behind the indexes, sorted,
	// each used by some group.
	Causes, Accounts, Gateways []string
	// HasGateway tells whether any leg told its gateway; otherwise
	// Gateways is [""] (or empty, if there are no groups).
	HasGateway bool
	Totals
}

// Totals is what was counted beside the groups. All are numbers of legs.
// Accepted = Filtered + Ignored + the events in the groups.
type Totals struct {
	Accepted uint64 `json:"accepted"`
	// Filtered legs lie outside the period or the kept accounts, causes, ...
	Filtered uint64 `json:"filtered"`
	// Ignored legs are kept legs whose cause reaches no meter.
	Ignored uint64 `json:"ignored"`
	// First and Last are the Unix seconds of the earliest and latest kept leg,
	// ignored ones included; 0 if there is none.
	First uint32 `json:"first"`
	Last  uint32 `json:"last"`
}

// Kept is how many legs the filter let through.
func (t *Totals) Kept() uint64 { return t.Accepted - t.Filtered }

func (t *Totals) add(o Totals) {
	if o.Last > 0 {
		t.see(o.First)
		t.see(o.Last)
	}
	t.Accepted += o.Accepted
	t.Filtered += o.Filtered
	t.Ignored += o.Ignored
}

// see widens First and Last to a kept leg's second.
func (t *Totals) see(sec uint32) {
	if t.Last == 0 {
		t.First = sec
	}
	t.First, t.Last = min(t.First, sec), max(t.Last, sec)
}

// Events is how many legs reached a meter.
func (s *Set) Events() uint64 {
	var n uint64
	for i := range s.Groups {
		n += s.Groups[i].N
	}
	return n
}

// Merge is the set of all the traffic of several sets, which stay as they are.
func Merge(sets ...*Set) *Set {
	if len(sets) == 1 {
		return sets[0]
	}
	out := &Set{}
	causes, accounts, gateways := newUnion(), newUnion(), newUnion()
	for _, s := range sets {
		out.Totals.add(s.Totals)
		out.HasGateway = out.HasGateway || s.HasGateway
	}
	sets = slices.DeleteFunc(slices.Clone(sets), func(s *Set) bool { return len(s.Groups) == 0 })
	if len(sets) == 1 {
		s := sets[0]
		out.Groups, out.Causes, out.Accounts, out.Gateways = s.Groups, s.Causes, s.Accounts, s.Gateways
		return out
	}
	for _, s := range sets {
		causes.add(s.Causes)
		accounts.add(s.Accounts)
		gateways.add(s.Gateways)
	}
	out.Causes, out.Accounts, out.Gateways = causes.sorted(), accounts.sorted(), gateways.sorted()
	lists := make([]recoded, len(sets))
	for i, s := range sets {
		lists[i] = recoded{
			s.Groups, span{s.Groups[0].Second, s.Groups[len(s.Groups)-1].Second},
			codesOf(s.Causes, out.Causes), codesOf(s.Accounts, out.Accounts), codesOf(s.Gateways, out.Gateways),
		}
	}
	out.Groups = mergeSorted(lists)
	return out
}

// union collects names for a sorted name table.
type union map[string]struct{}

func newUnion() union { return union{} }

func (u union) add(names []string) {
	for _, n := range names {
		u[n] = struct{}{}
	}
}

func (u union) sorted() []string {
	names := make([]string, 0, len(u))
	for n := range u {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// codesOf maps each name's index in from to its index in the sorted table to.
func codesOf(from, to []string) []uint32 {
	codes := make([]uint32, len(from))
	for i, n := range from {
		j, _ := slices.BinarySearch(to, n)
		codes[i] = uint32(j)
	}
	return codes
}
