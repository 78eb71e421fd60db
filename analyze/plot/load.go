package plot

import (
	"fmt"
	"io"
	"time"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// LoadFigure shows what the meter of one hangup cause did over a period: its
// load averages against their limits, the firings, and the events themselves.
type LoadFigure struct {
	// Cause is the hangup cause whose meter is shown.
	Cause string
	// Title is the heading; empty makes it of the cause and the date.
	Title string
	// Subtitle is the line below; empty makes it of the firings and the peak.
	Subtitle string
	// Zone is the time zone of all times shown; nil is UTC.
	Zone *time.Location
	// Since and Until bound the period [Since, Until), cut to whole seconds.
	// A period shorter than a minute is shown as a minute.
	Since, Until time.Time
	// TimesUnix are the instants of the averages, in Unix seconds, not
	// descending. Instants outside the period are not shown.
	TimesUnix []int64
	// RatesPerSec are the averages at these instants, in events per second. An
	// average without values is not shown.
	RatesPerSec [meter.NumMetrics][]float64
	// LimitsPerSec are the rates beyond which the averages alert, in events
	// per second; 0 is off. A limit far above all averages is named beside the
	// panel instead of drawn.
	LimitsPerSec meter.Values
	// Firings are shaded and named, in order of start.
	Firings []Span
	// EventsPerMin counts events minute by minute: the i-th is of the minute
	// that starts at MinuteStartUnix + 60i s. Minutes outside the period are
	// not shown.
	EventsPerMin []uint64
	// MinuteStartUnix is where the first of EventsPerMin starts, Unix seconds.
	MinuteStartUnix int64
}

// Span is a firing in [Start, End), Unix seconds.
type Span struct {
	Start, End int64
	// Label is written above the firing, where there is room; empty makes it
	// of the times and the metrics.
	Label string
	// Metrics are the names of the averages that alerted.
	Metrics []string
	// ColdStart: it fired only because the meter was newly born.
	ColdStart bool
}

// maxRatePerSec bounds what an average can be: beyond it float64 could not
// count single events.
const maxRatePerSec = 1e15

// Draw writes the figure in the format. It fails if the figure contradicts
// itself (each message names the cause), or with w's error.
func (f *LoadFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, f.Cause, f.check, func() view { return newLoadView(f) })
}

func (f *LoadFigure) check() error {
	if err := checkPeriod(f.Since, f.Until); err != nil {
		return err
	}
	for i := range f.TimesUnix {
		if i > 0 && f.TimesUnix[i] < f.TimesUnix[i-1] {
			return fmt.Errorf("point %d: time %d after %d, wanted not descending", i, f.TimesUnix[i], f.TimesUnix[i-1])
		}
	}
	for m, rates := range f.RatesPerSec {
		if err := f.checkRates(meter.Metric(m), rates); err != nil {
			return err
		}
	}
	if y := time.Unix(f.MinuteStartUnix, 0).UTC().Year(); y < 1 || y > 9999 {
		return fmt.Errorf("first minute: year %d, wanted 1 to 9999", y)
	}
	return nil
}

func (f *LoadFigure) checkRates(m meter.Metric, rates []float64) error {
	if len(rates) != 0 && len(rates) != len(f.TimesUnix) {
		return fmt.Errorf("%s: %d values, wanted one for each of %d times", m, len(rates), len(f.TimesUnix))
	}
	for i, v := range rates {
		if !isRate(v) {
			return fmt.Errorf("%s: point %d: %v, wanted 0 to %v", m, i, v, maxRatePerSec)
		}
	}
	if l := f.LimitsPerSec[m]; !isRate(l) {
		return fmt.Errorf("%s: limit %v, wanted 0 to %v", m, l, maxRatePerSec)
	}
	return nil
}

// isRate is false for NaN too.
func isRate(v float64) bool { return v >= 0 && v <= maxRatePerSec }
