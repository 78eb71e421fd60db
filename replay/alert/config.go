package alert

import "github.com/cdrlab/cdrlab/replay/meter"

// Unknown is the cause or account of a leg that has none
// (hangups_channel_destroy).
const Unknown = "unknown"

// DefaultMonitor is hangups_to_monitor as KAZOO ships it, in the order checked.
func DefaultMonitor() []string {
	return []string{
		"CALL_REJECTED", "MANDATORY_IE_MISSING", "NO_ROUTE_DESTINATION",
		"PROGRESS_TIMEOUT", "RECOVERY_ON_TIMER_EXPIRE", "WRONG_CALL_STATE",
	}
}

// DefaultIgnore is ignore_hangup_causes as KAZOO ships it.
func DefaultIgnore() []string {
	return []string{
		"ALLOTTED_TIMEOUT", "ATTENDED_TRANSFER", "LOSE_RACE", "NORMAL_CLEARING", "NO_ANSWER",
		"NO_USER_RESPONSE", "ORIGINATOR_CANCEL", "USER_BUSY", "PICKED_OFF",
	}
}

// Threshold is one threshold in force: T, per second, before it is multiplied
// by the minutes of its average.
type Threshold struct {
	// Value is off at 0 or below.
	Value float64
	// Place is where it was set, as "file:line" or "file: document id".
	Place string
	// Set tells an explicit 0 from an absent threshold.
	Set bool
}

// Thresholds are those of one cause, by metric.
type Thresholds [meter.NumMetrics]Threshold

// Limits are the rates per second that the averages must exceed; 0 means off.
func (t *Thresholds) Limits() meter.Values {
	var v meter.Values
	for m := range t {
		if t[m].Value > 0 {
			v[m] = meter.Metric(m).LimitPerSecond(t[m].Value)
		}
	}
	return v
}

// Unchecked is a cause whose thresholds production does not check, and why.
type Unchecked struct {
	Cause  string `json:"cause"`
	Reason string `json:"reason"`
}

// Config is what the hangups application runs with.
type Config struct {
	// Monitor lists the causes checked, in the order they are checked.
	Monitor []string
	// Ignore lists the causes that reach no meter.
	Ignore []string
	// Causes holds the thresholds of global meters by cause, whether or not
	// the cause is monitored.
	Causes map[string]*Thresholds
	// Accounts holds the thresholds of account meters by account and cause;
	// account "*" is the default of all. KAZOO stores them and checks none.
	Accounts map[string]map[string]*Thresholds
	// Unchecked lists monitored causes that production leaves unchecked
	// because a stored threshold does not parse, in the order of Monitor.
	Unchecked []Unchecked
}
