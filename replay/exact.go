package replay

import (
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// walkExact watches the checks of an application that started at a known
// second, start + 60 s, start + 120 s, ..., from the first that finds the first
// of the events. The meter ticks as it was born, which can be before that event.
func walkExact(events []count.Group, born, start int64, zeroStart bool, stop int64, watch watch) {
	first := int64(events[0].Second)
	c := bornAt(born + (first-born)/meter.TickSec*meter.TickSec)
	if zeroStart {
		c.Meter = meter.Born()
	}
	firstCheck := start + ((first-start)/CheckSec+1)*CheckSec
	for t := firstCheck; t < stop; t += CheckSec {
		events = c.feed(events, t)
		if watch.wants(&c.Rates) {
			watch.visit(t, 0, &c.Rates)
		}
	}
}
