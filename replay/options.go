package replay

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Options say which clock the engine runs on. The zero value of a field that
// is a pointer or a slice means "not known" or "none".
type Options struct {
	// Since and Until bound the engine's clock to [Since, Until), in Unix
	// seconds. Events outside it must not be in the set.
	Since, Until Second
	// ReportSince ends a warm-up: what came before feeds the meters only, and
	// firings that end at or before it are not reported. At most Since means none.
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
	// Alerts, if set, receives every alert in the order of time, cause (as
	// bytes), account and node; it needs AppStart.
	Alerts func(Alert) error
	// Workers bounds the goroutines; it never changes a result. 0 is one a core.
	Workers int
}

func (o *Options) copies() int { return max(1, o.Copies) }
func (o *Options) nodes() int  { return max(1, o.Nodes) }

// reportSince is the first second that the result is about.
func (o *Options) reportSince() Second { return max(o.Since, o.ReportSince) }

// validate names the option that cannot be meant.
func (o *Options) validate() error {
	usage := func(format string, args ...any) error {
		return &cdr.UsageError{Problem: fmt.Sprintf(format, args...)}
	}
	if o.Until < o.Since {
		return usage("until %s is before since %s", o.Until, o.Since)
	}
	start := o.Since
	if o.AppStart != nil {
		start = *o.AppStart
		if start >= o.Until {
			return usage("app start %s is not before the end of the run, %s", start, o.Until)
		}
	}
	for _, r := range o.AppRestarts {
		if r <= start || r >= o.Until {
			return usage("app restart %s is not inside (%s, %s)", r, start, o.Until)
		}
		start = r
	}
	if o.Alerts != nil && o.AppStart == nil {
		return usage("single alerts need an app start: without it the check clock is not known")
	}
	return nil
}
