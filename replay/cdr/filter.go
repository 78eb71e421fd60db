package cdr

// Filter keeps some of the legs that were accepted; the zero Filter keeps all.
type Filter struct {
	// SinceSec and UntilSec bound the second of end_time to [since, until),
	// in Unix seconds; 0 means no bound.
	SinceSec, UntilSec int64
	// A leg is kept if its value is in the list; an empty list keeps all.
	// An absent account or cause is "unknown", an absent direction "unknown",
	// an absent gateway "".
	Accounts, Causes, Directions, Gateways []string
}

// KeepsAll tells the zero Filter.
func (f *Filter) KeepsAll() bool {
	return f.SinceSec == 0 && f.UntilSec == 0 && len(f.Accounts)+len(f.Causes)+len(f.Directions)+len(f.Gateways) == 0
}
