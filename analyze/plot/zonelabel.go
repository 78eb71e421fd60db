package plot

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// zoneLabel names a zone and the offsets it has in [since, until):
// "Europe/Berlin (UTC+1)", "Europe/Berlin (UTC+1, UTC+2 from 29 Mar 03:00)"
// or, where the offset changes more than once, "Europe/Berlin (UTC+1 and
// UTC+2)".
func zoneLabel(since, until int64, zone *time.Location) string {
	changes := transitions(since, until-1, zone)
	offsets := []string{offsetLabel(offsetSec(since, zone))}
	for _, unix := range changes {
		if o := offsetLabel(offsetSec(unix, zone)); !slices.Contains(offsets, o) {
			offsets = append(offsets, o)
		}
	}
	joined := strings.Join(offsets, " and ")
	if len(changes) == 1 && len(offsets) == 2 {
		joined = offsets[0] + ", " + offsets[1] + time.Unix(changes[0], 0).In(zone).Format(" from 2 Jan 15:04")
	}
	if name := printable(zone.String()); zone != time.UTC && name != "" && name != joined {
		return name + " (" + joined + ")"
	}
	return joined
}

// offsetLabel is an offset from UTC as people write it: "UTC+5:30", "UTC".
func offsetLabel(offsetSec int64) string {
	if offsetSec == 0 {
		return "UTC"
	}
	sign := '+'
	if offsetSec < 0 {
		sign, offsetSec = '-', -offsetSec
	}
	label := fmt.Sprintf("UTC%c%d", sign, offsetSec/3600)
	if minutes := offsetSec % 3600 / 60; minutes > 0 {
		label += fmt.Sprintf(":%02d", minutes)
	}
	return label
}
