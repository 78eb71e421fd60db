package simulate

import (
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Numbers of accounts and gateways that zero stands for, and the most there
// may be.
const (
	DefaultAccounts = 12
	DefaultGateways = 8
	MaxAccounts     = 10_000
	MaxGateways     = 1_000
)

// MaxRatePerSec is the highest rate of ordinary traffic and of an incident.
const MaxRatePerSec = 1e6

// Bounds of Start and of the end: seconds since 1970 must stay positive an
// hour earlier and fit 32 bits.
var (
	earliest = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
)

// TrafficOptions say which traffic is made.
type TrafficOptions struct {
	// Seed chooses one of 2^64 traffics of the same kind.
	Seed uint64
	// Start is the first instant a leg may end at, in whole seconds between
	// the years 2000 and 2100.
	Start time.Time
	// Duration is how long legs end from Start on, in whole seconds.
	Duration time.Duration
	// RatePerSec is how many ordinary legs end per second in the mean of a
	// working day; above 0, at most MaxRatePerSec.
	RatePerSec float64
	// Accounts is how many accounts there are, at most MaxAccounts; 0 is
	// DefaultAccounts. The n-th account has 1/n of the first one's calls.
	Accounts int
	// Gateways is how many carriers carry the calls to the outside, named
	// carrier-1 to carrier-N in resource_id, at most MaxGateways; 0 is
	// DefaultGateways. A call that one does not answer in time tries the same
	// carrier's second address, then the next carrier.
	Gateways int
	// Incidents happen beside each other; where two meet at a leg, the first
	// that takes it decides.
	Incidents []Incident
}

// Validate tells the first option that is out of bounds, as a *cdr.UsageError.
func (o *TrafficOptions) Validate() error {
	end := o.Start.Add(o.Duration)
	switch {
	case o.Start.Before(earliest) || o.Start.After(latest):
		return wrong("start", "%s is not between the years 2000 and 2100", o.Start.UTC().Format(time.RFC3339))
	case o.Start.Nanosecond() != 0:
		return wrong("start", "%s is not a whole second", o.Start.UTC().Format(time.RFC3339Nano))
	case o.Duration <= 0 || o.Duration%time.Second != 0:
		return wrong("duration", "%s is not a positive number of whole seconds", o.Duration)
	case end.After(latest):
		return wrong("duration", "%s ends after the year 2100", o.Duration)
	case !(o.RatePerSec > 0 && o.RatePerSec <= MaxRatePerSec):
		return wrong("rate", "%g is not above 0 and at most %g legs per second", o.RatePerSec, MaxRatePerSec)
	case o.Accounts < 0 || o.Accounts > MaxAccounts:
		return wrong("accounts", "%d is not between 1 and %d", o.Accounts, MaxAccounts)
	case o.Gateways < 0 || o.Gateways > MaxGateways:
		return wrong("gateways", "%d is not between 1 and %d", o.Gateways, MaxGateways)
	}
	for i := range o.Incidents {
		if err := o.Incidents[i].validate(o); err != nil {
			return err
		}
	}
	return nil
}

// accounts is Accounts with its default.
func (o *TrafficOptions) accounts() int {
	if o.Accounts == 0 {
		return DefaultAccounts
	}
	return o.Accounts
}

// gateways is Gateways with its default.
func (o *TrafficOptions) gateways() int {
	if o.Gateways == 0 {
		return DefaultGateways
	}
	return o.Gateways
}

func wrong(option, format string, args ...any) *cdr.UsageError {
	return &cdr.UsageError{Problem: option + ": " + fmt.Sprintf(format, args...)}
}
