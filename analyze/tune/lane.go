package tune

// part is the firings of one side of the cut, or of the whole period, for one
// average at every limit: all of them, and those that a window meets.
type part struct{ firings, truths levels }

// lane counts the firings of one average over one span. Its series has a value
// a cell of time; a cell is what one check covers, a minute, or where the clock
// is unknown a second, covered by the highest check of the last minute.
//
// A firing is a stretch above the limit. The true ones are counted on a second
// series, which between two windows holds the lowest value since: stretches of
// it are firings that meet a window, told apart where a firing ended in between.
type lane struct {
	firings, truths ascents
	// crossing: no window has met the firing across the cut yet. It began before
	// the cut, so if one does, it is true there: early is the second series of
	// that side, lowest the firing's lowest value since its last cell there.
	crossing bool
	early    ascents
	lowest   float64
}

func newLane(to *part) lane {
	return lane{firings: ascents{to: &to.firings}, truths: ascents{to: &to.truths}}
}

// feed adds the next cell.
func (l *lane) feed(x float64, marked bool) {
	l.firings.feed(x)
	truth := x
	if !marked {
		truth = min(x, l.truths.last)
	}
	l.truths.feed(truth)
	if l.crossing {
		l.lowest = min(l.lowest, x)
		if marked {
			l.early.feed(l.lowest)
			l.early.close()
			l.crossing = false
		}
	}
}

// cut goes on to the other part. A firing belongs to where it starts: one that
// lasts across the cut is not counted again, and neither is its truth.
func (l *lane) cut(to *part) {
	l.firings.close()
	l.firings.to = &to.firings
	l.crossing, l.early, l.lowest = true, l.truths, l.firings.last
	l.truths = ascents{to: &to.truths, last: l.firings.last}
}

// close ends the span.
func (l *lane) close() {
	l.firings.close()
	l.truths.close()
	if l.crossing {
		l.early.close()
	}
}
