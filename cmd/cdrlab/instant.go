package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// localLayouts are the forms of T that are read in --tz.
var localLayouts = []string{"2006-01-02", "2006-01-02 15:04", "2006-01-02 15:04:05"}

const instantWanted = "RFC 3339 or YYYY-MM-DD[ HH:MM[:SS]] wanted"

// parseInstant reads a T of the command line: RFC 3339, or a local time in
// zone. Engine time is whole seconds, and a local time that does not exist or
// exists twice is refused rather than guessed.
func parseInstant(flag, text string, zone *time.Location) (replay.Second, error) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		if t, err = parseLocal(flag, text, zone); err != nil {
			return 0, err
		}
	}
	if t.Nanosecond() != 0 {
		return 0, &cdr.UsageError{Problem: fmt.Sprintf("%s: %q has a fraction of a second, whole seconds wanted", flag, text)}
	}
	if sec := t.Unix(); sec < 86400 || sec > math.MaxUint32 {
		return 0, &cdr.UsageError{Problem: fmt.Sprintf("%s: %q found, a time from 1970-01-02 to 2106-02-07 wanted", flag, text)}
	}
	return replay.Second(t.Unix()), nil
}

// parseLocal reads a wall clock time in zone.
func parseLocal(flag, text string, zone *time.Location) (time.Time, error) {
	for _, layout := range localLayouts {
		wall, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		switch at := instantsOf(wall, zone); len(at) {
		case 0:
			return time.Time{}, &cdr.UsageError{
				Problem: fmt.Sprintf("%s: %q does not exist in %s: the clocks were put forward over it", flag, text, zone),
				Hint:    flag + " " + afterGap(wall, zone).Format(time.RFC3339),
			}
		case 1:
			return at[0], nil
		default:
			return time.Time{}, &cdr.UsageError{
				Problem: fmt.Sprintf("%s: %q exists twice in %s: the clocks were put back over it", flag, text, zone),
				Hint:    at[0].Format(time.RFC3339) + " or " + at[1].Format(time.RFC3339),
			}
		}
	}
	return time.Time{}, &cdr.UsageError{
		Problem: fmt.Sprintf("%s: %q found, %s", flag, text, instantWanted),
		Hint:    flag + ` 2026-03-10T14:00:00Z`,
	}
}

// instantsOf are the instants at which zone's clocks show wall (given as if it
// were UTC), in order: none, one or two.
func instantsOf(wall time.Time, zone *time.Location) []time.Time {
	near := wall.In(zone)
	// No zone has ever been a day or more from UTC, so one of the offsets in
	// force a day before and a day after is the right one, if any is.
	_, before := near.Add(-24 * time.Hour).Zone()
	_, after := near.Add(24 * time.Hour).Zone()
	var at []time.Time
	offsets := []int{before, after}
	if before == after {
		offsets = offsets[:1]
	}
	for _, offset := range offsets {
		t := wall.Add(-time.Duration(offset) * time.Second).In(zone)
		if _, got := t.Zone(); got == offset {
			at = append(at, t)
		}
	}
	if len(at) == 2 && at[1].Before(at[0]) {
		at[0], at[1] = at[1], at[0]
	}
	return at
}

// afterGap is what the clocks show instead of a wall time they skip.
func afterGap(wall time.Time, zone *time.Location) time.Time {
	_, before := wall.In(zone).Add(-24 * time.Hour).Zone()
	return wall.Add(-time.Duration(before) * time.Second).In(zone)
}

// parseDuration reads a duration in whole seconds: Go's form, or days as "7d".
func parseDuration(flag, text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d%time.Second != 0 {
		return 0, &cdr.UsageError{
			Problem: fmt.Sprintf("%s: %q found, whole seconds, minutes, hours or days wanted", flag, text),
			Hint:    flag + " 90s, 15m, 6h or 7d",
		}
	}
	return d, nil
}
