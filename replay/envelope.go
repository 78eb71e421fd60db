package replay

import (
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// walkEnvelope watches the checks of all 60 phases of one meter before stop,
// from the first that finds the first of the events. In phase (d, j) tick k
// falls at born - d + 5k s, where born is the second of the meter's very first
// event, and the ticks k = j mod 12, k >= 1, are checks.
//
// Every second is a tick of exactly one d, and that tick ends the five seconds
// before it whatever d is: so the five meters run in step, a second at a time,
// on one sliding sum, and their checks come in the order of time. In silence
// averages only fall, so once none is above its mark none will be: then each
// meter makes all its silent ticks at once.
func walkEnvelope(events []count.Group, born int64, zeroStart bool, stop int64, watch watch) {
	first := int64(events[0].Second)
	var meters [meter.TickSec]meter.Meter
	if zeroStart {
		for d := range meters {
			meters[d] = meter.Born()
		}
	}
	var ring [meter.TickSec]uint64 // events of the last five seconds
	var sum uint64
	at := 0 // second t-1, modulo 5, in the ring
	// At born+1 falls tick 1 of d = 4, at born+2 that of d = 3.
	d := meter.TickSec - 1 - int((first-born)%meter.TickSec)
	k := 1 + int((first-born)/meter.TickSec)
	for t := first + 1; t < stop; t++ {
		if sum == 0 {
			if n := silence(events, t, stop) / meter.TickSec; n > 0 && !watch.wantsAny(meters[:]) {
				for d := range meters {
					meters[d].Ticks(n)
				}
				k += int(n)
				if t += n * meter.TickSec; t >= stop {
					return
				}
			}
		}
		sum -= ring[at]
		ring[at] = 0
		for len(events) > 0 && int64(events[0].Second) < t {
			ring[at] += events[0].N
			events = events[1:]
		}
		sum += ring[at]
		m := &meters[d]
		m.Mark(sum)
		m.Tick()
		if watch.wants(&m.Rates) {
			watch.visit(t, d*checkTicks+k%checkTicks, &m.Rates)
		}
		if at++; at == meter.TickSec {
			at = 0
		}
		if d--; d < 0 {
			d = meter.TickSec - 1
			k++
		}
	}
}

// silence is how many seconds from t on, before stop, are ticks without events
// if the five seconds before t-1 had none.
func silence(events []count.Group, t, stop int64) int64 {
	if len(events) > 0 {
		stop = min(stop, int64(events[0].Second)+1)
	}
	return max(0, stop-t)
}
