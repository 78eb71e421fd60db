package falsealarm

import (
	"errors"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/count"
)

// Record is the recorded traffic of one cause.
type Record struct {
	// Events are the cause's groups, by second; groups outside of the period
	// are left out.
	Events []count.Group
	// SinceSec and UntilSec are the period, [since, until), in Unix seconds.
	SinceSec, UntilSec int64
	// LeaveOut are the incidents, in any order: traffic that is not usual.
	LeaveOut []Window
	// OffsetSec is what local time is ahead of UTC, in seconds: operators' days
	// and weeks begin at local midnight, weeks on Monday.
	OffsetSec int64
}

// Window is a time from FromSec to before ToSec, in Unix seconds.
type Window struct{ FromSec, ToSec int64 }

// longestRecord bounds the memory that a record's minutes take.
const longestRecord = 10 * 366 * 24 * 60 // minutes

func (r *Record) validate() error {
	minutes := (r.UntilSec - r.SinceSec) / 60
	switch {
	case r.SinceSec < 0 || r.UntilSec < r.SinceSec:
		return fmt.Errorf("record: from %d until %d, want a period after 1970", r.SinceSec, r.UntilSec)
	case minutes < 60:
		return fmt.Errorf("record: %d minutes, want at least an hour", minutes)
	case minutes > longestRecord:
		return fmt.Errorf("record: %d minutes, want at most ten years", minutes)
	case r.OffsetSec < -24*3600 || r.OffsetSec > 24*3600:
		return fmt.Errorf("record: %d s ahead of UTC, want at most a day", r.OffsetSec)
	}
	for i := 1; i < len(r.Events); i++ {
		if r.Events[i].Second < r.Events[i-1].Second {
			return errors.New("record: events are not sorted by second")
		}
	}
	return nil
}

// minute is one whole minute of a record.
type minute struct {
	events uint64
	usual  bool // no part of it is left out
}

// minutes are the whole minutes from SinceSec on.
func (r *Record) minutes() []minute {
	list := make([]minute, (r.UntilSec-r.SinceSec)/60)
	for i := range list {
		list[i].usual = true
	}
	last := int64(len(list)) - 1
	for _, w := range r.LeaveOut {
		from, to := max(w.FromSec, r.SinceSec), min(w.ToSec, r.UntilSec)
		if from >= to {
			continue
		}
		for i := (from - r.SinceSec) / 60; i <= min(last, (to-1-r.SinceSec)/60); i++ {
			list[i].usual = false
		}
	}
	for _, g := range r.Events {
		if i := (int64(g.Second) - r.SinceSec) / 60; int64(g.Second) >= r.SinceSec && i <= last {
			list[i].events += g.N
		}
	}
	return list
}

// slotOf is the slot of a cycle in which a minute of the record begins.
func (r *Record) slotOf(minute int, slotMinutes, slots int) int {
	const mondaySec = 4 * 24 * 3600 // the first Monday of 1970
	sec := r.SinceSec + int64(minute)*60 + r.OffsetSec - mondaySec
	cycle := int64(slotMinutes*slots) * 60
	return int((sec%cycle + cycle) % cycle / (int64(slotMinutes) * 60))
}
