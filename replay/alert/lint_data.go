package alert

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// Observation is what the checks of the data saw of one meter. Checks are
// those of every check clock that is possible, added up.
type Observation struct {
	// Account is empty for the global meter of the cause.
	Account, Cause string
	// Checks is how many there were, with the meter or before it.
	Checks uint64
	// Exceeded counts the checks at which the metric's limit was exceeded, and
	// Alone[m][o] those of them at which the limit of o was not.
	Exceeded [meter.NumMetrics]uint64
	Alone    [meter.NumMetrics][meter.NumMetrics]uint64
	// Highest is the highest average at a check, in events per second.
	Highest meter.Values
}

// farAbove is how many times a limit that no check exceeds lies above the
// highest average before that is an error: less may be a quiet time.
const farAbove = 100

// Observe adds what the data says of the thresholds that are checked and
// readable, as far as no error stands against them. seen are the causes in the
// data: one that is there is known, whatever its name.
func (in *Inspection) Observe(observations []Observation, seen []string) {
	in.know(seen)
	for i := range in.Entries {
		e := &in.Entries[i]
		if in.hasError(e) || !e.Readable {
			continue
		}
		for j := range observations {
			if o := &observations[j]; o.Cause == e.Cause && o.Account == e.Account {
				in.Findings = append(in.Findings, observed(e, o)...)
			}
		}
	}
	Sort(in.Findings)
}

// know takes back that causes of the data do not exist.
func (in *Inspection) know(seen []string) {
	in.Findings = slices.DeleteFunc(in.Findings, func(f Finding) bool {
		return f.Code == CodeUnknownCause && slices.Contains(seen, f.Cause)
	})
	for i := range in.Entries {
		e := &in.Entries[i]
		if slices.Contains(seen, e.Cause) && !known(e.Cause) && !slices.Contains(in.Config.Monitor, e.Cause) {
			in.Findings = append(in.Findings, unmonitored(e, false))
		}
	}
}

// hasError tells whether an error stands against a threshold.
func (in *Inspection) hasError(e *Entry) bool {
	return slices.ContainsFunc(in.Findings, func(f Finding) bool { return f.Severity == Error && f.about(e) })
}

func (f *Finding) about(e *Entry) bool {
	return f.Account == e.Account && f.Cause == e.Cause && f.Metric == e.Metric.String() && f.Code != CodeOverridden
}

// observed is what one meter says of one of its thresholds.
func observed(e *Entry, o *Observation) []Finding {
	alerts := o.Exceeded[e.Metric]
	if alerts == 0 {
		return []Finding{neverReached(e, o)}
	}
	var list []Finding
	if 2*alerts > o.Checks {
		f := e.finding(Warn, CodeAlwaysFires, "fires at %s%% of all checks; highest seen %s/min",
			short2(100*float64(alerts)/float64(o.Checks)), short2(60*o.Highest[e.Metric]))
		f.Fix = fixLine(e, thresholdOf(e.Metric, limitAbove(o.Highest[e.Metric])))
		list = append(list, f)
	}
	for other := range meter.Metric(meter.NumMetrics) {
		same := o.Exceeded[other] == alerts
		if other == e.Metric || o.Alone[e.Metric][other] > 0 || same && other > e.Metric {
			continue
		}
		f := e.finding(Warn, CodeShadowed, "adds nothing: %s alerts whenever it does", other)
		f.Fix = fixLine(e, 0)
		return append(list, f)
	}
	return list
}

// neverReached tells of a threshold that no check exceeds.
func neverReached(e *Entry, o *Observation) Finding {
	highest := o.Highest[e.Metric]
	if highest <= 0 {
		return e.finding(Note, CodeNeverReached, "no leg of this cause in the data")
	}
	message := fmt.Sprintf("highest seen %s/min", short2(60*highest))
	if e.Metric.LimitPerSecond(e.Threshold) <= farAbove*highest {
		return e.finding(Note, CodeNeverReached, "%s", message)
	}
	limit := limitAbove(highest)
	t := thresholdOf(e.Metric, limit)
	f := e.finding(Error, CodeNeverReached, "%s. For %s/min: %s", message, short(60*limit), short(t))
	f.Fix = fixLine(e, t)
	f.repair = func(c *Config) { c.set(e.Account, e.Cause, e.Metric, t) }
	return f
}

// limitAbove is a limit, per second, that the data would have come near to: the
// first of 1, 2, 5, 10, ... per minute that is at least twice the highest
// average.
func limitAbove(highest float64) float64 {
	wanted := 2 * 60 * highest
	unit := math.Pow10(int(math.Floor(math.Log10(wanted))))
	for _, step := range []float64{1, 2, 5} {
		if step*unit >= wanted {
			return step * unit / 60
		}
	}
	return 10 * unit / 60
}

// thresholdOf is T for a limit per second, in 4 significant digits.
func thresholdOf(m meter.Metric, limitPerSec float64) float64 {
	t, _ := strconv.ParseFloat(short(limitPerSec/float64(m.Minutes())), 64)
	return t
}

// short2 is a number for people, of two significant digits, whole from 10 on.
func short2(x float64) string {
	if x >= 10 {
		return strconv.FormatFloat(math.Round(x), 'f', -1, 64)
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 2, 64), 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// fixLine is the command that sets the threshold of an entry; empty where there
// is none, as for a default of all accounts.
func fixLine(e *Entry, t float64) string {
	switch {
	case !writable(e.Cause) || e.Account == anyName || e.Account != "" && !writable(e.Account):
		return ""
	case e.Account == "":
		return SupLine(e.Cause, e.Metric, t)
	}
	return supSet(supWord(e.Account)+" "+supWord(e.Cause), e.Metric, t)
}
