package registrar

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// gregorianUnixSec is the Unix epoch in KAZOO's gregorian seconds.
const gregorianUnixSec = 62167219200

// instants reads times; those without an offset are in its zone.
type instants struct {
	zone *time.Location
	// guessed counts local times that exist twice or not at all.
	guessed int
}

// localLayouts are times without an offset; a fraction of a second may follow.
var localLayouts = []string{"2006-01-02 15:04:05", "2006-01-02T15:04:05"}

// unix reads RFC 3339, a local time, Unix seconds or milliseconds, or KAZOO's
// gregorian seconds. Times are from 1970-01-02 to 2106-02-07.
func (z *instants) unix(text string) (sec int64, ok bool) {
	text = strings.TrimSpace(text)
	if number, err := strconv.ParseFloat(text, 64); err == nil && number > 0 && number < 1e14 {
		sec = int64(number)
		switch {
		case sec >= 1e12: // milliseconds
			sec /= 1000
		case sec >= gregorianUnixSec:
			sec -= gregorianUnixSec
		}
		return sec, plausible(sec)
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05Z07"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Unix(), plausible(t.Unix())
		}
	}
	for _, layout := range localLayouts {
		if wall, err := time.Parse(layout, text); err == nil {
			sec = z.local(wall)
			return sec, plausible(sec)
		}
	}
	return 0, false
}

func plausible(sec int64) bool { return sec >= 86400 && sec <= math.MaxUint32 }

// local is the instant at which the zone's clocks show wall, given as if it
// were UTC: the first if there are two; if there is none, as far past the
// change as the text says.
func (z *instants) local(wall time.Time) int64 {
	// No zone is further than 26 hours from UTC, and none changes twice within
	// two days, so the offset before and after are those of a day's distance.
	_, before := wall.Add(-26 * time.Hour).In(z.zone).Zone()
	_, after := wall.Add(26 * time.Hour).In(z.zone).Zone()
	early, late := z.shows(wall, before), z.shows(wall, after)
	if before != after && early == late {
		z.guessed++
	}
	if late && !early {
		return wall.Unix() - int64(after)
	}
	return wall.Unix() - int64(before)
}

// shows tells whether an offset is in force at wall's instant by it.
func (z *instants) shows(wall time.Time, offset int) bool {
	_, got := wall.Add(-time.Duration(offset) * time.Second).In(z.zone).Zone()
	return got == offset
}
