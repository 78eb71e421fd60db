package replay

import (
	"encoding/json"
	"math"
	"time"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Second is an instant of engine time: whole Unix seconds, standing for
// [s, s+1). JSON shows it as RFC 3339 UTC.
type Second int64

// Time is the instant in UTC.
func (s Second) Time() time.Time { return time.Unix(int64(s), 0).UTC() }

// String is the instant as RFC 3339 UTC.
func (s Second) String() string { return s.Time().Format(time.RFC3339) }

// MarshalText implements encoding.TextMarshaler.
func (s Second) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *Second) UnmarshalText(b []byte) error {
	t, err := time.Parse(time.RFC3339, string(b))
	if err != nil {
		return err
	}
	*s = Second(t.Unix())
	return nil
}

// Result is what the alert engine makes of counted traffic.
type Result struct {
	// Settings are the engine's, as it ran.
	Settings Settings
	// Events is how many legs reached a meter, the warm-up's among them, each
	// copy and node counted once.
	Events uint64
	// BeforeAppStart is how many events came before the application started.
	BeforeAppStart uint64
	// Firings are ordered by start, then cause, then account.
	Firings []Firing
	// Alerts and AlertsMin are, per meter, the most and fewest alerts of any
	// one phase, summed. They are equal where the phase is known.
	Alerts, AlertsMin uint64
	// Notices is how many notices KAZOO sends besides the alerts: one for
	// every hangup that is not ignored, whatever the thresholds; those of the
	// warm-up are left out.
	Notices uint64
	// Causes sums up each monitored cause, in the order of the configuration.
	Causes []CauseSummary
}

// Settings are what the engine ran with.
type Settings struct {
	Since       Second                  `json:"since"`
	Until       Second                  `json:"until"`
	AppStart    *Second                 `json:"app_start"`
	AppRestarts []Second                `json:"app_restarts"`
	Monitored   []string                `json:"monitored"`
	Ignored     []string                `json:"ignored"`
	Thresholds  map[string]CauseLimits  `json:"thresholds"`
	Accounts    map[string]AccountRules `json:"accounts,omitempty"`
	Unchecked   []alert.Unchecked       `json:"unchecked"`
	// CheckAccounts, Copies and Nodes are beyond KAZOO's plain set-up and
	// shown only where they differ from it.
	CheckAccounts bool   `json:"check_accounts,omitempty"`
	Copies        int    `json:"copies,omitempty"`
	Nodes         int    `json:"nodes,omitempty"`
	Seed          uint64 `json:"seed,omitempty"`
}

// CauseLimits maps a metric's name to its threshold T.
type CauseLimits map[string]float64

// AccountRules maps a cause to its thresholds for one account.
type AccountRules map[string]CauseLimits

// CauseSummary is what one monitored cause did over the whole run.
type CauseSummary struct {
	Cause  string
	Events uint64
	// Thresholds are T as configured; Limits are the rates per second that
	// would alert. 0 is off.
	Thresholds, Limits meter.Values
	// Highest holds, for each average, the highest value seen at a check, over
	// all phases and nodes, and the first time it was seen; 0 if never above 0.
	// Where the application's start is not known, checks sooner than three
	// times the average's span after the meter's first event are left out: what
	// they see is mostly how the meter was born.
	Highest [meter.NumMetrics]Extreme
}

// Extreme is a value at a check, in events per second.
type Extreme struct {
	Value float64
	Time  Second
}

// Nearest is the highest value in relation to its limit: the peak of a cause
// that fired, the nearest miss of one that did not. ok is false if no
// threshold is on or no value was above 0.
func (c *CauseSummary) Nearest() (p Peak, ok bool) {
	for m := range meter.NumMetrics {
		h := c.Highest[m]
		if c.Limits[m] <= 0 || h.Value <= 0 {
			continue
		}
		if margin := h.Value / c.Limits[m]; !ok || margin > p.Margin {
			p, ok = newPeak(meter.Metric(m), h.Value, c.Thresholds[m], c.Limits[m], h.Time), true
		}
	}
	return p, ok
}

// Firing is a maximal run of alerting checks of one meter; where the phases
// are unknown, the union of such runs that touch (see DESIGN.md).
type Firing struct {
	Cause string `json:"cause"`
	// Account is nil for the global meter of the cause.
	Account *string `json:"account"`
	// Node is the hangups node, from 1, where there are several.
	Node  int    `json:"node,omitempty"`
	Start Second `json:"start"`
	// End is the first quiet check, or where the run was cut.
	End   Second `json:"end"`
	Ended bool   `json:"ended"`
	// Cut tells what ended the firing if it did not end by itself.
	Cut Cut `json:"cut"`
	// Checks and ChecksMin are the most and fewest alerts of one phase.
	Checks    int      `json:"checks"`
	ChecksMin int      `json:"checks_min"`
	Metrics   []string `json:"metrics"`
	Peak      Peak     `json:"peak"`
	Phases    Phases   `json:"phases"`
	// ColdStart: no check of it alerts when the averages start at 0.
	ColdStart bool `json:"cold_start"`
	// WarmingUp: each alert rests on an average of m minutes less than 3m
	// minutes after the data begins.
	WarmingUp bool `json:"warming_up"`
	Top       Top  `json:"top"`
}

// Cut is why a firing was cut short: "restart", "data" (where it ends), or ""
// if it was not, in JSON null.
type Cut string

// The two ends that a firing does not come to by itself.
const (
	CutRestart Cut = "restart"
	CutData    Cut = "data"
)

// MarshalJSON implements json.Marshaler.
func (c Cut) MarshalJSON() ([]byte, error) {
	if c == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(c))
}

// Peak is the alert of a firing with the largest value in relation to its
// limit; ties go to the earliest, then to the order of the metrics.
type Peak struct {
	Metric         string  `json:"metric"`
	Value          float64 `json:"value"`
	Threshold      float64 `json:"threshold"`
	LimitPerSecond float64 `json:"limit_per_second"`
	LimitPerMinute float64 `json:"limit_per_minute"`
	Margin         float64 `json:"margin"`
	Time           Second  `json:"time"`
}

func newPeak(m meter.Metric, value, threshold, limit float64, t Second) Peak {
	return Peak{
		Metric: m.String(), Value: value, Threshold: threshold,
		LimitPerSecond: limit, LimitPerMinute: finite(60 * limit), Margin: finite(value / limit), Time: t,
	}
}

// finite keeps a quotient by a limit next to 0 within what JSON can write.
func finite(x float64) float64 { return min(x, math.MaxFloat64) }

// Phases tells at how many of the possible check clocks the firing shows.
type Phases struct {
	Fired int `json:"fired"`
	Of    int `json:"of"`
}

// Top names who had most of the cause's events in [start - 60 s, end).
type Top struct {
	// Events is how many there were in all.
	Events  uint64  `json:"events"`
	Account []Share `json:"account"`
	// Gateway is nil where the input has no gateways.
	Gateway []Share `json:"gateway"`
}

// Share is one name's part of some events.
type Share struct {
	Name   string  `json:"name"`
	Events uint64  `json:"events"`
	Share  float64 `json:"share"`
}

// Alert is one exceeded check of one meter.
type Alert struct {
	Time    Second        `json:"time"`
	Cause   string        `json:"cause"`
	Account *string       `json:"account"`
	Node    int           `json:"node,omitempty"`
	Metrics []MetricAlert `json:"metrics"`
}

// MetricAlert is one exceeded average.
type MetricAlert struct {
	Metric         string  `json:"metric"`
	Value          float64 `json:"value"`
	Threshold      float64 `json:"threshold"`
	LimitPerSecond float64 `json:"limit_per_second"`
}

// TraceRow is the state of one meter at one check.
type TraceRow struct {
	Time     Second   `json:"time"`
	Meter    string   `json:"meter"`
	Node     int      `json:"node,omitempty"`
	Count    uint64   `json:"count"`
	One      float64  `json:"one"`
	Five     float64  `json:"five"`
	Fifteen  float64  `json:"fifteen"`
	Day      float64  `json:"day"`
	Exceeded []string `json:"exceeded"`
}
