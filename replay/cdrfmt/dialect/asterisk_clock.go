package dialect

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// checkClock tells a person where the zone that times are read in contradicts
// the uniqueid, which begins with the Unix second that the call's channel was
// made in: as a rule that of its start.
func (l *Layout) checkClock(d *Decoder, s sample) {
	if !l.isAsterisk() || len(l.columns[cdr.StartTime]) == 0 || len(l.columns[cdr.CallID]) == 0 ||
		!l.reads(cdr.StartTime) && !l.reads(cdr.EndTime) {
		return
	}
	start, id := &l.columns[cdr.StartTime][0], &l.columns[cdr.CallID][0]
	read, wall := newClock(start, l.zone), newClock(start, time.UTC)
	rows, off := 0, map[int64]int{} // by how far the wall clock is ahead of UTC
	for _, r := range s.records[min(l.leading, len(s.records)):] {
		if l.notARow(r) || !d.fit(r) {
			continue
		}
		made, ok := secondOfUniqueID(trim(d.cell(r, id)))
		t, got := read.read(trim(d.cell(r, start)))
		if !ok || got != readValue || !t.local {
			continue
		}
		rows++
		w, _ := wall.read(trim(d.cell(r, start)))
		if ahead, ok := quarters(t.unixMicros/1e6 - made); ok && ahead != 0 {
			if ahead, ok = quarters(w.unixMicros/1e6 - made); ok {
				off[ahead]++
			}
		}
	}
	most, all := int64(0), 0
	for _, ahead := range slices.Sorted(maps.Keys(off)) {
		all += off[ahead]
		if off[ahead] > off[most] {
			most = ahead
		}
	}
	if all*2 <= rows {
		return
	}
	zone := "UTC"
	if l.zone != nil {
		zone = l.zone.String()
	}
	l.remark(fmt.Sprintf("%s is not in %s but at UTC%s by the Unix time in %s: times are off by that unless --tz says the zone", columnCalled(start.name), zone, offsetName(most), columnCalled(id.name)))
}

// quarters rounds seconds to quarters of an hour, the step of zones; ok is
// false if they are not near to any, or more than a zone can be.
func quarters(sec int64) (rounded int64, ok bool) {
	const quarter = 15 * 60
	rounded = (sec + quarter/2 + 96*quarter) / quarter * quarter
	rounded -= 96 * quarter
	return rounded, sec-rounded <= 2 && rounded-sec <= 2 && rounded >= -14*3600 && rounded <= 14*3600
}

// offsetName is an offset as in "+05:30"; none is "".
func offsetName(sec int64) string {
	if sec == 0 {
		return ""
	}
	sign := '+'
	if sec < 0 {
		sign, sec = '-', -sec
	}
	return fmt.Sprintf("%c%02d:%02d", sign, sec/3600, sec/60%60)
}
