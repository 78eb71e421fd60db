package simulate

import (
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// batchRows is the most rows of a batch.
const batchRows = 8192

// Traffic makes the legs that end from opt.Start on for opt.Duration, in the
// order of their ends, in batches of at most 8192 rows with the columns of
// Fields. A batch is used again when emit has returned; emit's error ends
// the run and is returned. Memory is bounded by the legs in flight.
//
// The first legs belong to calls that began before Start: the network is as
// busy then as at any other time.
func Traffic(opt TrafficOptions, emit func(*cdr.Batch) error) error {
	if err := opt.Validate(); err != nil {
		return err
	}
	t := &traffic{
		scenario: newScenario(&opt),
		rows:     newRows(&opt, emit),
		startSec: opt.Start.Unix(),
	}
	t.endSec = t.startSec + int64(opt.Duration/time.Second)
	ordinary := newArrivals(t.exp, derive(opt.Seed, saltArrivals))
	var extra []*arrivals
	for i := range t.effects {
		extra = append(extra, newArrivals(t.exp, derive(derive(opt.Seed, saltIncident), uint64(i))))
	}
	for sec := t.startSec - longestCallSec; sec < t.endSec; sec++ {
		t.arrive(ordinary, sec, ordinaryCalls(opt.RatePerSec, sec), nil)
		for i, a := range extra {
			if e := &t.effects[i]; sec*1000 >= e.fromMs && sec*1000 < e.untilMs {
				t.arrive(a, sec, e.callsPerSec, e)
			}
		}
		if sec < t.startSec {
			continue
		}
		if err := t.take(sec, t.rows.add); err != nil {
			return err
		}
	}
	return t.rows.flush()
}

type traffic struct {
	*scenario
	inFlight
	rows             *rows
	startSec, endSec int64
}

// arrive lets the calls of a second arrive; perSec of them are expected.
func (t *traffic) arrive(a *arrivals, sec int64, perSec uint64, by *effect) {
	for {
		seed, ms, ok := a.next(perSec)
		if !ok {
			return
		}
		legs := t.call(seed, sec*1000+ms, by)
		for i := range legs {
			if end := legs[i].endMs / 1000; end >= t.startSec && end < t.endSec {
				t.add(&legs[i])
			}
		}
	}
}
