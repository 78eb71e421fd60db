package dialect

import (
	"math"
	"time"
)

// localZone turns wall-clock seconds into Unix seconds. It remembers the
// stretch of wall time around the last answer in which one offset holds
// alone, so that a file costs a look into the zone data only where its times
// cross a change of the clock.
type localZone struct {
	zone           *time.Location
	fromSec, toSec int64 // wall seconds [from, to) with only this offset
	offsetSec      int64
	name           string // of the zone in that stretch
}

// newLocalZone is the zone for times without an offset; nil is UTC.
func newLocalZone(zone *time.Location) localZone {
	if zone == nil {
		zone = time.UTC
	}
	return localZone{zone: zone}
}

// unix is the Unix second of a wall-clock second (counted as if it were UTC).
// It is a guess in a repeated hour, where the first of the two is taken, and
// in a missing hour, where the clock is read as if it had not been moved yet:
// the result then lies as far after the change as the text says.
func (z *localZone) unix(wallSec int64) (unixSec int64, guessed bool) {
	if wallSec >= z.fromSec && wallSec < z.toSec {
		return wallSec - z.offsetSec, false
	}
	return z.search(wallSec)
}

// span is a stretch of Unix seconds [start, end) with one offset.
type span struct{ start, end, offset int64 }

func (s span) holds(wallSec int64) bool {
	return wallSec-s.offset >= s.start && wallSec-s.offset < s.end
}

// search asks the zone data. No zone is further than 26 hours from UTC, so
// the answer lies in the stretches that touch wall - 26 h .. wall + 26 h.
func (z *localZone) search(wallSec int64) (unixSec int64, guessed bool) {
	const reachSec = 26 * 3600
	prev := z.spanAt(wallSec - reachSec)
	if prev.holds(wallSec) {
		next := prev
		if prev.end != math.MaxInt64 {
			next = z.spanAt(prev.end)
		}
		if next.start == prev.start || !next.holds(wallSec) {
			z.remember(prev)
			return wallSec - prev.offset, false
		}
		return wallSec - prev.offset, true // repeated: the first of the two
	}
	for prev.end <= wallSec+reachSec {
		next := z.spanAt(prev.end)
		if !next.holds(wallSec) {
			if wallSec < next.start+next.offset { // between the two: missing
				return wallSec - prev.offset, true
			}
			prev = next
			continue
		}
		if after := next.end; after != math.MaxInt64 && z.spanAt(after).holds(wallSec) {
			return wallSec - next.offset, true
		}
		z.remember(next)
		return wallSec - next.offset, false
	}
	return wallSec - prev.offset, true
}

// remember keeps the wall seconds that belong to s alone.
func (z *localZone) remember(s span) {
	from, to := int64(math.MinInt64), int64(math.MaxInt64)
	if s.start != math.MinInt64 {
		before := z.spanAt(s.start - 1)
		from = s.start + max(s.offset, before.offset)
	}
	if s.end != math.MaxInt64 {
		after := z.spanAt(s.end)
		to = s.end + min(s.offset, after.offset)
	}
	z.fromSec, z.toSec, z.offsetSec = from, to, s.offset
	z.name, _ = time.Unix(max(s.start, min(s.end-1, 0)), 0).In(z.zone).Zone()
}

// unixIn is the Unix second of a wall-clock second at which the zone has the
// given name, such as CEST; ok is false if there is none. A repeated hour is
// no guess then.
func (z *localZone) unixIn(wallSec int64, name string) (unixSec int64, ok bool) {
	if wallSec >= z.fromSec && wallSec < z.toSec && name == z.name {
		return wallSec - z.offsetSec, true
	}
	const reachSec = 26 * 3600
	for s := z.spanAt(wallSec - reachSec); ; s = z.spanAt(s.end) {
		if s.holds(wallSec) {
			if named, _ := time.Unix(wallSec-s.offset, 0).In(z.zone).Zone(); named == name {
				z.remember(s)
				return wallSec - s.offset, true
			}
		}
		if s.end > wallSec+reachSec {
			return 0, false
		}
	}
}

// spanAt is the stretch around a Unix second.
func (z *localZone) spanAt(unixSec int64) span {
	t := time.Unix(unixSec, 0).In(z.zone)
	_, offset := t.Zone()
	s := span{start: math.MinInt64, end: math.MaxInt64, offset: int64(offset)}
	start, end := t.ZoneBounds()
	if !start.IsZero() {
		s.start = start.Unix()
	}
	if !end.IsZero() {
		s.end = end.Unix()
	}
	return s
}
