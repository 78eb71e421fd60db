package replay

import "github.com/cdrlab/cdrlab/replay/count"

// span is a stretch of engine time between two starts of the application, or
// between a start and the end of the data.
type span struct {
	start, end int64 // [start, end)
	exact      bool  // the application started at start; else its clock is unknown
	cut        Cut   // what ends the span
}

// phases is how many check clocks a span is judged at.
func (s *span) phases() int {
	if s.exact {
		return 1
	}
	return numPhases
}

// walk visits the checks of one meter over a span, in the order of time, up to
// and including the last one before stop. events are those of the span. With
// zeroStart the averages start at 0 instead of being set by the first tick.
func (s *span) walk(events []count.Group, zeroStart bool, stop int64, visit visitor) {
	s.walkStretch(events, stretch{0, stop}, zeroStart, watch{&everyCheck, visit})
}

// walkStretch watches the checks of a stretch of the meter's life. Where it does
// not begin with the meter, the averages start at 0.
func (s *span) walkStretch(events []count.Group, part stretch, zeroStart bool, watch watch) {
	part.until = min(part.until, s.end)
	if len(events) == 0 {
		return
	}
	zeroStart = zeroStart || part.from > 0
	born := int64(events[0].Second)
	if s.exact {
		walkExact(events[part.from:], born, s.start, zeroStart, part.until, watch)
	} else {
		walkEnvelope(events[part.from:], born, zeroStart, part.until, watch)
	}
}

// spans cuts the run at the starts of the application.
func (o *Options) spans() []span {
	first := span{start: int64(o.Since)}
	if o.AppStart != nil {
		first = span{start: int64(*o.AppStart), exact: true}
	}
	spans := []span{first}
	for _, r := range o.AppRestarts {
		last := &spans[len(spans)-1]
		last.end, last.cut = int64(r), CutRestart
		spans = append(spans, span{start: int64(r), exact: true})
	}
	last := &spans[len(spans)-1]
	last.end, last.cut = int64(o.Until), CutData
	return spans
}
