package plot

import (
	"fmt"
	"io"
	"time"
)

// CalendarFigure shows on which days and at which hours some thresholds would
// have fired, and whether there was a reason: one row a day, across its 24
// hours.
type CalendarFigure struct {
	// Cause is the hangup cause whose firings are shown.
	Cause string
	// Title is the heading; empty makes it of the cause.
	Title string
	// Subtitle is the line below.
	Subtitle string
	// Zone is the time zone of days and hours; nil is UTC.
	Zone *time.Location
	// Since and Until bound the period [Since, Until), cut to whole seconds.
	Since, Until time.Time
	// Firings and Incidents outside the period are not shown.
	Firings   []CalendarFiring
	Incidents []CalendarIncident
}

// CalendarFiring is a firing in [Start, End), Unix seconds.
type CalendarFiring struct {
	Start, End int64
	// True firings meet an incident.
	True bool
}

// CalendarIncident is a labelled incident in [Start, End), Unix seconds.
type CalendarIncident struct {
	Start, End int64
	Name       string
	// Found tells whether it was detected.
	Found bool
}

// maxCalendarDays is how many days have a row that can still be seen.
const maxCalendarDays = 1000

// Draw writes the figure in the format. It fails if the figure contradicts
// itself (each message names the cause), or with w's error. Of a period of
// more than 1000 days the last 1000 are drawn.
func (f *CalendarFigure) Draw(w io.Writer, format Format) error {
	return drawFigure(w, format, f.Cause, f.check, func() view { return newCalendarView(f) })
}

func (f *CalendarFigure) check() error { return checkPeriod(f.Since, f.Until) }

// checkPeriod wants years of four digits, in order.
func checkPeriod(since, until time.Time) error {
	for _, t := range [...]time.Time{since, until} {
		if y := t.UTC().Year(); y < 1 || y > 9999 {
			return fmt.Errorf("period: year %d, wanted 1 to 9999", y)
		}
	}
	if until.Before(since) {
		return fmt.Errorf("period: until %s, wanted not before since, %s",
			until.UTC().Format(time.RFC3339), since.UTC().Format(time.RFC3339))
	}
	return nil
}
