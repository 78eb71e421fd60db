package replay

import (
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// span is a stretch of engine time between two starts of the application, or
// between a start and the end of the data.
type span struct {
	start, end int64  // [start, end)
	exact      bool   // the application started at start; else its clock is unknown
	cut        string // what ends the span: "restart" or "data"
}

// phases is how many check clocks a span is judged at.
func (s *span) phases() int {
	if s.exact {
		return 1
	}
	return numPhases
}

// visitor is told the averages that a check finds.
type visitor func(t int64, phase int, rates *meter.Values)

// walk visits the checks of one meter over a span, in the order of time, up to
// and including the last one before stop. events are those of the span. With
// zeroStart the averages start at 0 instead of being set by the first tick.
func (s *span) walk(events []count.Group, zeroStart bool, stop int64, visit visitor) {
	stop = min(stop, s.end)
	if len(events) == 0 {
		return
	}
	if s.exact {
		s.walkExact(events, zeroStart, stop, visit)
	} else {
		walkEnvelope(events, zeroStart, stop, visit)
	}
}

// walkExact visits start + 60 s, start + 120 s, ...
func (s *span) walkExact(events []count.Group, zeroStart bool, stop int64, visit visitor) {
	first := int64(events[0].Second)
	c := bornAt(first)
	if zeroStart {
		c.Meter = meter.Born()
	}
	firstCheck := s.start + ((first-s.start)/CheckSec+1)*CheckSec
	for t := firstCheck; t < stop; t += CheckSec {
		events = c.feed(events, t)
		visit(t, 0, &c.Rates)
	}
}
