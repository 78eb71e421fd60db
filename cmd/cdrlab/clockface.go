package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay"
)

// clockface shows instants in a zone, with the date only where one is needed.
type clockface struct {
	zone  *time.Location
	dates bool // the period is more than one day
}

// newClockface is for a period, both ends included.
func newClockface(zone *time.Location, first, last replay.Second) clockface {
	return clockface{zone, dayOf(first, zone) != dayOf(last, zone)}
}

func dayOf(s replay.Second, zone *time.Location) string {
	return s.Time().In(zone).Format("Mon 2 Jan 2006")
}

// at is "14:03", or "10 Mar 14:03".
func (c clockface) at(s replay.Second) string {
	layout := "15:04"
	if c.dates {
		layout = "2 Jan 15:04"
	}
	return s.Time().In(c.zone).Format(layout)
}

// atWithin is at, for an instant named beside another: the date is left out if
// both are on one day.
func (c clockface) atWithin(s, beside replay.Second) string {
	if dayOf(s, c.zone) == dayOf(beside, c.zone) {
		c.dates = false
	}
	return c.at(s)
}

// span is "14:03-14:32", or with dates where there are several.
func (c clockface) span(from, to replay.Second) string {
	if dayOf(from, c.zone) != dayOf(to, c.zone) {
		c.dates = true
		return c.at(from) + "-" + c.at(to)
	}
	return c.at(from) + "-" + to.Time().In(c.zone).Format("15:04")
}

// period is "Tue 10 Mar 2026" or "Tue 10 Mar 2026 to Mon 16 Mar 2026".
func (c clockface) period(first, last replay.Second) string {
	if !c.dates {
		return dayOf(first, c.zone)
	}
	return dayOf(first, c.zone) + " to " + dayOf(last, c.zone)
}

// zoneName is "Europe/Berlin (UTC+1)", with both offsets if the clocks
// changed between two instants.
func (c clockface) zoneName(first, last replay.Second) string {
	if c.zone.String() == "UTC" {
		return "UTC"
	}
	a, b := c.offset(first), c.offset(last)
	if a != b {
		a += ", then " + b
	}
	return fmt.Sprintf("%s (%s)", c.zone, a)
}

func (c clockface) offset(s replay.Second) string {
	text := s.Time().In(c.zone).Format("-07:00")
	sign, hours, minutes := text[:1], strings.TrimPrefix(text[1:3], "0"), text[4:]
	if minutes != "00" {
		hours += ":" + minutes
	}
	return "UTC" + sign + hours
}
