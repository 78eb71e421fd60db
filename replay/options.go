package replay

// CheckSec is the seconds from one check of the application to the next.
const CheckSec = 60

// Options say which clock the engine runs on. The zero value of a field that
// is a pointer or a slice means "not known" or "none".
type Options struct {
	// Since and Until bound the engine's clock to [Since, Until), in Unix
	// seconds. Events outside it must not be in the set.
	Since, Until Second
	// ReportSince hides firings that end at or before it (a warm-up period);
	// at most Since means none.
	ReportSince Second
	// AppStart is when the application started; nil gives the envelope over
	// all phases until the first restart.
	AppStart *Second
	// AppRestarts are later starts, ascending, inside (AppStart, Until).
	AppRestarts []Second
	// CheckAccounts also checks the meters of accounts, which KAZOO does not.
	CheckAccounts bool
	// Copies is how often each leg is published, at least 1.
	Copies int
	// Nodes is how many hangups nodes share the queue, at least 1; events are
	// dealt to them in turn.
	Nodes int
	// Seed orders the events of one second before they are dealt.
	Seed uint64
	// Trace asks for a row per check of every checked meter, TraceAll of every
	// meter; both need AppStart.
	Trace, TraceAll bool
	// Workers bounds the goroutines; it never changes a result.
	Workers int
}
