package plot

import (
	"fmt"
	"time"
)

// drawHead writes the title and the subtitle.
func (v *loadView) drawHead(s sheet) {
	title, subtitle := v.Title, v.Subtitle
	if title == "" {
		title = v.Cause + ", " + v.dates()
	}
	if subtitle == "" {
		subtitle = v.summary()
	}
	drawHeading(s, title, subtitle)
}

// dates names the days of the period.
func (v *loadView) dates() string {
	first := time.Unix(v.since, 0).In(v.zone)
	last := time.Unix(v.until-1, 0).In(v.zone)
	const full, inYear = "Mon 2 Jan 2006", "Mon 2 Jan"
	switch {
	case first.Format(full) == last.Format(full):
		return first.Format(full)
	case first.Year() == last.Year():
		return first.Format(inYear) + " to " + last.Format(full)
	}
	return first.Format(full) + " to " + last.Format(full)
}

// moment names an instant by as much of its date as the period leaves open.
func (v *loadView) moment(unix int64) string {
	first := time.Unix(v.since, 0).In(v.zone)
	last := time.Unix(v.until-1, 0).In(v.zone)
	layout := "2 Jan 15:04"
	switch {
	case v.until-v.since <= 24*60*60 || first.Format(time.DateOnly) == last.Format(time.DateOnly):
		layout = "15:04"
	case first.Year() != last.Year():
		layout = "2 Jan 2006 15:04"
	}
	return time.Unix(unix, 0).In(v.zone).Format(layout)
}

// summary is the figure in a sentence: "2 firings (1 cold start), peak
// 73.2/min at 14:19 (one, 2.4 x its limit)".
func (v *loadView) summary() string {
	p := v.peak
	switch {
	case p.found:
	case len(v.firings) == 0 && v.busiest == 0:
		return "No events"
	default:
		return v.firingCount()
	}
	value := fmt.Sprintf("%s at %s", perMinute(p.ratePerSec), v.moment(p.unix))
	switch {
	case p.margin == 0:
		return fmt.Sprintf("%s; highest %s (%s, no limit set)", v.firingCount(), value, p.metric)
	case len(v.firings) == 0:
		return fmt.Sprintf("No firing; nearest %s (%s, %s of its limit)", value, p.metric, percent(p.margin))
	case p.margin < 10:
		return fmt.Sprintf("%s, peak %s (%s, %.1f x its limit)", v.firingCount(), value, p.metric, p.margin)
	}
	return fmt.Sprintf("%s, peak %s (%s, %s x its limit)", v.firingCount(), value, p.metric, quantity(p.margin))
}

// firingCount says how many firings there are and how many of them are cold
// starts.
func (v *loadView) firingCount() string {
	cold := 0
	for _, f := range v.firings {
		if f.ColdStart {
			cold++
		}
	}
	plural := func(n int, noun string) string {
		if n != 1 {
			noun += "s"
		}
		return thousands(fmt.Sprint(n)) + " " + noun
	}
	switch {
	case len(v.firings) == 0:
		return "No firing"
	case cold == len(v.firings):
		return plural(cold, "cold start")
	case cold == 0:
		return plural(len(v.firings), "firing")
	}
	return fmt.Sprintf("%s (%s)", plural(len(v.firings), "firing"), plural(cold, "cold start"))
}
