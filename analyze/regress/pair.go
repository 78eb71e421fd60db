package regress

import (
	"cmp"
	"slices"

	"github.com/cdrlab/cdrlab/replay"
)

// meterName is whose firings may be one another's: of one cause, account and
// node.
type meterName struct {
	cause, account string
	global         bool
	node           int
}

func nameOf(f *replay.Firing) meterName {
	if f.Account == nil {
		return meterName{cause: f.Cause, global: true, node: f.Node}
	}
	return meterName{cause: f.Cause, account: *f.Account, node: f.Node}
}

// match pairs firings of two results, each in the order of time, those of one
// meter not overlapping: to[i] is the index in after of what before[i] has
// become, -1 if nothing.
//
// Within a meter the pair with the longest common time goes first, then, of
// those that are left, the next; ties go to the starts that are nearest, then
// to the earlier firings. Where a firing has split, so, its longest part is the
// pair and the others are new; where several have merged, the longest is the
// pair and the others are gone.
func match(before, after []replay.Firing) (to []int) {
	to = make([]int, len(before))
	for i := range to {
		to[i] = -1
	}
	meters := map[meterName][2][]int{}
	for side, firings := range [][]replay.Firing{before, after} {
		for i := range firings {
			lists := meters[nameOf(&firings[i])]
			lists[side] = append(lists[side], i)
			meters[nameOf(&firings[i])] = lists
		}
	}
	taken := make([]bool, len(after))
	for _, lists := range meters { // each touches firings of its own only
		for _, c := range candidates(before, after, lists) {
			if to[c.before] < 0 && !taken[c.after] {
				to[c.before], taken[c.after] = c.after, true
			}
		}
	}
	return to
}

// candidate is two firings with some time in common.
type candidate struct {
	before, after int
	overlapSec    int64
	// apartSec is between their starts.
	apartSec int64
}

// candidates are the overlapping firings of one meter, the best first.
func candidates(before, after []replay.Firing, lists [2][]int) []candidate {
	var list []candidate
	old, now := lists[0], lists[1]
	for len(old) > 0 && len(now) > 0 {
		b, a := &before[old[0]], &after[now[0]]
		if sec := overlapSec(b, a); sec > 0 {
			list = append(list, candidate{old[0], now[0], sec, max(int64(b.Start-a.Start), int64(a.Start-b.Start))})
		}
		if b.End < a.End {
			old = old[1:]
		} else {
			now = now[1:]
		}
	}
	slices.SortFunc(list, compareCandidates)
	return list
}

func compareCandidates(x, y candidate) int {
	return cmp.Or(cmp.Compare(y.overlapSec, x.overlapSec), cmp.Compare(x.apartSec, y.apartSec),
		cmp.Compare(x.before, y.before), cmp.Compare(x.after, y.after))
}

// overlapSec is the time that two firings have in common; not above 0 if none.
func overlapSec(a, b *replay.Firing) int64 {
	return int64(min(a.End, b.End) - max(a.Start, b.Start))
}

// Overlapping is the first of the firings that is of f's meter and has some
// time in common with it; nil if none has.
func Overlapping(firings []replay.Firing, f *replay.Firing) *replay.Firing {
	for i := range firings {
		if o := &firings[i]; nameOf(o) == nameOf(f) && overlapSec(o, f) > 0 {
			return o
		}
	}
	return nil
}
