package tune

import (
	"fmt"
	"hash/fnv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

// MaxGrowth bounds the factor of Grow.
const MaxGrowth = 100

// Grow is the traffic at factor times its volume, 0 < factor <= MaxGrowth, for
// thresholds that have to last. More volume is taken for more customers of the
// same kind, who call independently of one another but keep the same hours,
// and whom an incident hits in the same proportion. So:
//
//   - Below 1 each leg is kept with the chance factor, by a hash of it and seed.
//   - Above 1 whole layers of traffic, and a last one thinned so, are laid over
//     what is there. Outside incidents a layer is the traffic of the same minutes
//     of another week: of the same hours, yet independent. Where the data is
//     shorter than two weeks it is that of another day, then hour, then minute.
//     Multiplying counts instead would make noise grow as fast as the volume,
//     though it grows with its square root.
//   - In the minutes of an incident's window, and where no other week is left, a
//     layer is that minute's own traffic, put on other seconds of it.
//
// A leg's fate depends on seed and the leg alone, not on other causes read. The
// result's Totals count the events it has. Errors are those of the factor.
func Grow(set *count.Set, opt *Options, factor float64, seed uint64) (*count.Set, error) {
	if !(factor > 0 && factor <= MaxGrowth) {
		return nil, &cdr.UsageError{Problem: fmt.Sprintf("%v times the volume, wanted above 0 to %d", factor, MaxGrowth)}
	}
	if factor == 1 {
		return set, nil
	}
	g := &growth{set: set, seed: seed, hashes: nameHashes(set)}
	out := &count.Set{Causes: set.Causes, Accounts: set.Accounts, Gateways: set.Gateways, HasGateway: set.HasGateway, Totals: set.Totals}
	if factor < 1 {
		for i := range set.Groups {
			g.keep(&set.Groups[i], set.Groups[i].Second, 0, factor, false)
		}
	} else {
		g.out = append(g.out, set.Groups...)
		for cause := range set.Causes {
			g.cause(uint32(cause), opt.windows(set.Causes[cause], nil), factor-1)
		}
	}
	out.Groups = g.out
	out.Normalise()
	out.Accepted += out.Events()
	out.Accepted -= set.Events()
	return out, nil
}

// growth is Grow at work.
type growth struct {
	set    *count.Set
	seed   uint64
	hashes [3][]uint64 // of the names of causes, accounts, gateways
	out    []count.Group
}

const (
	minuteSec = 60
	weekSec   = 7 * 86400
)

// cause lays more of one cause's traffic over it.
func (g *growth) cause(cause uint32, windows []window, more float64) {
	first := int64(g.set.First)
	minutes := int(int64(g.set.Last)-first)/minuteSec + 1
	starts := make([]int32, minutes+1) // of each minute's groups
	var groups []count.Group
	for _, x := range g.set.Groups {
		if x.Cause == cause {
			groups = append(groups, x)
			starts[int(int64(x.Second)-first)/minuteSec+1]++
		}
	}
	if len(groups) == 0 {
		return
	}
	for i := range minutes {
		starts[i+1] += starts[i]
	}
	marked := make([]bool, minutes)
	inside := marks{windows}
	for i := range marked {
		from := first + int64(i)*minuteSec
		marked[i] = inside.meet(from, from+minuteSec)
	}
	t := newTimetable(minutes, marked)
	for layer := 1; more > 0; layer, more = layer+1, more-1 {
		for i := range minutes {
			source := t.source(i, layer)
			moved := int64(i-source) * minuteSec
			for k := range groups[starts[source]:starts[source+1]] {
				x := &groups[int(starts[source])+k]
				g.keep(x, uint32(int64(x.Second)+moved), layer, min(more, 1), source == i)
			}
		}
	}
}

// keep adds each leg of a group with a chance, at the second to, or elsewhere in
// its minute.
func (g *growth) keep(x *count.Group, to uint32, layer int, chance float64, scatter bool) {
	key := mix(g.seed) ^ mix(uint64(layer)<<32|uint64(x.Second))
	key = mix(key ^ g.hashes[0][x.Cause] ^ mix(g.hashes[1][x.Account]^mix(g.hashes[2][x.Gateway])))
	kept := *x
	kept.Second, kept.N = to, 0
	minute := (int64(to)-int64(g.set.First))/minuteSec*minuteSec + int64(g.set.First)
	for leg := range x.N {
		draw := mix(key + leg*2)
		if chance < 1 && float64(draw>>11) >= chance*(1<<53) {
			continue
		}
		if !scatter {
			kept.N++
			continue
		}
		one := *x
		one.Second, one.N = uint32(min(minute+int64(mix(key+leg*2+1)%minuteSec), int64(g.set.Last))), 1
		g.out = append(g.out, one)
	}
	if kept.N > 0 {
		g.out = append(g.out, kept)
	}
}

// timetable says which minutes have the same hours.
type timetable struct {
	marked []bool
	cycle  int // minutes from one to the next such
	cycles int // whole ones in the period
}

func newTimetable(minutes int, marked []bool) *timetable {
	t := &timetable{marked, 1, minutes}
	for _, cycle := range [...]int{weekSec / minuteSec, 24 * 60, 60} {
		if minutes >= 2*cycle {
			return &timetable{marked, cycle, minutes / cycle}
		}
	}
	return t
}

// source is the minute whose traffic a layer puts on minute i: its own in an
// incident, else so many cycles before, round the period, the first from there
// that is outside of incidents.
func (t *timetable) source(i, layer int) int {
	if t.marked[i] {
		return i
	}
	whole := t.cycle * t.cycles
	for k := layer; k < layer+t.cycles; k++ {
		back := k % t.cycles
		source := i - back*t.cycle
		if source < 0 {
			source += whole
		}
		if back > 0 && !t.marked[source] {
			return source
		}
	}
	return i
}

// nameHashes are hashes of the names, which unlike their indexes do not depend
// on what else was read.
func nameHashes(set *count.Set) (hashes [3][]uint64) {
	for i, names := range [...][]string{set.Causes, set.Accounts, set.Gateways} {
		for _, name := range names {
			h := fnv.New64a()
			_, _ = h.Write([]byte(name)) // never fails
			hashes[i] = append(hashes[i], mix(h.Sum64()^uint64(i)))
		}
	}
	return hashes
}

// mix is SplitMix64's finaliser.
func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
