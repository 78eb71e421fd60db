package replay

import (
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// clocked is a meter on its own clock: it ticks every meter.TickSec seconds
// from its birth.
type clocked struct {
	meter.Meter
	tickAt int64 // when the next tick falls
}

// bornAt is a meter whose first event comes at the given second.
func bornAt(second int64) clocked { return clocked{tickAt: second + meter.TickSec} }

// mark adds n events of a second. Seconds must not run backwards. An event at
// the very second of a tick belongs to the next one.
func (c *clocked) mark(second int64, n uint64) {
	c.advance(second)
	c.Mark(n)
}

// advance runs the ticks due at or before a second.
func (c *clocked) advance(second int64) {
	if c.tickAt <= second {
		n := (second-c.tickAt)/meter.TickSec + 1
		c.Ticks(n)
		c.tickAt += n * meter.TickSec
	}
}

// feed marks, from the front of events, those before a second, and runs the
// ticks due at it: the meter is then as a check at that second finds it. It
// returns the events that are left.
func (c *clocked) feed(events []count.Group, second int64) []count.Group {
	for len(events) > 0 && int64(events[0].Second) < second {
		c.mark(int64(events[0].Second), events[0].N)
		events = events[1:]
	}
	c.advance(second)
	return events
}
