package replay

import (
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Curve is the course of a cause's four averages for a picture.
type Curve struct {
	// TimesSec are Unix seconds, ascending; Values are events per second at
	// those times, by metric.
	TimesSec []int64
	Values   [meter.NumMetrics][]float64
	// PerMinute holds the events of each minute from MinuteStartSec on.
	MinuteStartSec int64
	PerMinute      []uint64
}

// NewCurve follows the global meter of a cause from tick to tick: on its real
// clock where the application's start is known, else on a clock that begins
// with its first event. There fromZero lets the averages start at 0, as if the
// meter had lived before, silent; else its first tick sets them. Of several
// nodes it shows the first. A run of more than maxTicks ticks is shown in as
// many steps, each by two points: the lowest values of the step, then the
// highest.
func NewCurve(set *count.Set, opt Options, cause string, fromZero bool, maxTicks int) *Curve {
	events := causeEvents(deal(set, &opt)[0], cause)
	c := &Curve{MinuteStartSec: int64(opt.Since) / 60 * 60}
	step := (int64(opt.Until-opt.Since)/meter.TickSec)/int64(max(1, maxTicks)) + 1
	for _, sp := range opt.spans() {
		c.span(between(events, sp.start, sp.end), sp, fromZero && !sp.exact, step)
	}
	for _, g := range events {
		minute := (int64(g.Second) - c.MinuteStartSec) / 60
		for int64(len(c.PerMinute)) <= minute {
			c.PerMinute = append(c.PerMinute, 0)
		}
		c.PerMinute[minute] += g.N
	}
	return c
}

// span adds one span's ticks, step ticks at a time.
func (c *Curve) span(events []count.Group, sp span, fromZero bool, step int64) {
	c.point(sp.start, &meter.Values{})
	if len(events) == 0 {
		return
	}
	born := int64(events[0].Second)
	c.point(born, &meter.Values{})
	m := bornAt(born)
	if fromZero {
		m.Meter = meter.Born()
	}
	for t := m.tickAt; t < sp.end; {
		var low, high meter.Values
		begin := t
		for i := int64(0); i < step && t < sp.end; i++ {
			events = m.feed(events, t)
			if i == 0 {
				low, high = m.Rates, m.Rates
			}
			for k, v := range m.Rates {
				low[k], high[k] = min(low[k], v), max(high[k], v)
			}
			t += meter.TickSec
		}
		if step > 1 {
			c.point(begin, &low)
		}
		c.point(t-meter.TickSec, &high)
	}
}

func (c *Curve) point(t int64, v *meter.Values) {
	c.TimesSec = append(c.TimesSec, t)
	for m := range v {
		c.Values[m] = append(c.Values[m], v[m])
	}
}
