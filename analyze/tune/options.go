package tune

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Options say what outcomes are judged against.
type Options struct {
	// Incidents are the labelled ones. Those that the data does not reach count
	// as missed: whoever calls leaves them out.
	Incidents []Incident
	// GraceSec is how long after its end an incident still excuses a firing and
	// can still be detected; at least 0.
	GraceSec int64
	// WithinSec is how soon an incident has to be detected to count as found in
	// time (Curve.InTime), from its start; at least 0.
	WithinSec int64
	// Alerts asks for the number of alerts too, which costs a sort of every
	// value seen. Not together with CutSec.
	Alerts bool
	// OffsetSec is what local time is ahead of UTC, in seconds: the hours that the
	// usual traffic keeps are local ones.
	OffsetSec int64
	// CutSec, if not 0, divides the outcomes, of one engine run, into those
	// before this Unix second and those from it on. A firing belongs to the part
	// it starts in, an incident too, wherever its alerts fall. It lies inside
	// the reported period.
	CutSec int64
	// Accounts names accounts whose own meters get curves too, beyond KAZOO; it
	// needs replay.Options.CheckAccounts.
	Accounts []string
}

// validate names the option that cannot be meant.
func (o *Options) validate(run *replay.Options) error {
	usage := func(format string, args ...any) error {
		return &cdr.UsageError{Problem: fmt.Sprintf(format, args...)}
	}
	for i := range o.Incidents {
		if in := &o.Incidents[i]; in.End <= in.Start {
			return usage("incident %s ends at %s, not after its start %s", in.Name, replay.Second(in.End), replay.Second(in.Start))
		}
	}
	since := replay.Second(reportSec(run))
	if run.AppStart != nil {
		since = max(since, *run.AppStart)
	}
	switch cut := replay.Second(o.CutSec); {
	case o.GraceSec < 0:
		return usage("a grace of %d s, wanted 0 or more", o.GraceSec)
	case o.WithinSec < 0:
		return usage("detection within %d s, wanted 0 or more", o.WithinSec)
	case o.CutSec != 0 && (cut <= since || cut >= run.Until):
		return usage("the cut at %s is not inside (%s, %s)", cut, since, run.Until)
	case o.CutSec != 0 && o.Alerts:
		return usage("alerts are counted over the whole period, not on two sides of a cut")
	case len(o.Accounts) > 0 && !run.CheckAccounts:
		return usage("curves of accounts need their meters checked")
	}
	return nil
}

// reportSec is the second that the reported period begins at; what comes before
// is its warm-up.
func reportSec(run *replay.Options) int64 { return int64(max(run.Since, run.ReportSince)) }
