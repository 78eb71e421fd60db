package count

import (
	"runtime"
	"sync"

	"github.com/cdrlab/cdrlab/replay/internal/hugepages"
)

// combine sorts the groups of all lists by compareGroups, under their new
// codes, and adds up those with the same key. The time that they span is cut
// into parts, which the cores do side by side.
func combine(lists []recoded) []Group {
	total, all := 0, noSpan
	for i := range lists {
		total += len(lists[i].groups)
		all = all.with(lists[i].span)
	}
	if total == 0 {
		return nil
	}
	parts := partsOf(lists, all, total)
	inParallel(parts, (*part).count)
	groups := hugepages.Make[Group](total, total)
	from := 0
	for i := range parts {
		p := &parts[i]
		p.groups = groups[from : from+p.total]
		from += p.total
	}
	inParallel(parts, (*part).sort)
	n := len(parts[0].groups)
	for _, p := range parts[1:] { // some groups were added up: move down what follows
		n += copy(groups[n:], p.groups)
	}
	return groups[:n]
}

// partGroups is about how many groups are worth a part.
const partGroups = 1 << 14

// partsOf are parts of about equal length, as many as there are cores.
func partsOf(lists []recoded, all span, total int) []part {
	// Traffic is dense in time, so each group mostly has its place by its second
	// alone, but for a few neighbours: only these are compared. A place is for
	// the groups of 2^shift seconds, about as many places as groups.
	shift := 0
	for int(all.last-all.first)>>shift >= total {
		shift++
	}
	places := int(all.last-all.first)>>shift + 1
	most := min(runtime.GOMAXPROCS(0), total/partGroups+1, places)
	each := (places + most - 1) / most
	var parts []part
	for place := 0; place < places; place += each {
		next := min(place+each, places)
		p := part{shift: shift, ends: make([]uint32, next-place+1)}
		p.first = all.first + uint32(place<<shift)
		p.last = uint32(min(int(all.first)+next<<shift-1, int(all.last)))
		for _, l := range lists {
			if len(l.groups) > 0 && l.span.first <= p.last && l.span.last >= p.first {
				p.lists = append(p.lists, l)
			}
		}
		parts = append(parts, p)
	}
	return parts
}

func inParallel(parts []part, do func(*part)) {
	var working sync.WaitGroup
	for i := range parts {
		working.Go(func() { do(&parts[i]) })
	}
	working.Wait()
}

// part is the groups of a span of time.
type part struct {
	span
	lists  []recoded // those with groups of it, among others
	total  int       // how many groups
	groups []Group   // where they go
	shift  int
	// ends[p] is at first how many groups come before place p, and where they end
	// when all have come to their place.
	ends []uint32
}

// count finds how many groups there are, and before each place.
func (p *part) count() {
	for i := range p.lists {
		groups := p.lists[i].groups
		for k := range groups {
			if g := &groups[k]; p.has(g.Second) {
				p.ends[(g.Second-p.first)>>p.shift+1]++
			}
		}
	}
	for place := range len(p.ends) - 1 {
		p.ends[place+1] += p.ends[place]
	}
	p.total = int(p.ends[len(p.ends)-1])
}

// sort brings the groups to their places and puts each place in order.
func (p *part) sort() {
	for i := range p.lists {
		l := &p.lists[i]
		for k := range l.groups {
			second := l.groups[k].Second
			if !p.has(second) {
				continue
			}
			end := &p.ends[(second-p.first)>>p.shift]
			l.put(&p.groups[*end], k)
			*end++
		}
	}
	joined := p.groups[:0]
	start := uint32(0)
	for _, end := range p.ends[:len(p.ends)-1] {
		if start < end {
			sortFew(p.groups[start:end])
			joined = addUp(joined, p.groups[start:end])
			start = end
		}
	}
	p.groups = joined
}

// addUp appends sorted groups, none before the last of to, as one group for each
// run with the same key. They may lie in the memory that is appended to.
func addUp(to, groups []Group) []Group {
	for i := range groups {
		if n := len(to); n > 0 && keyOf(&to[n-1]) == keyOf(&groups[i]) {
			to[n-1].N += groups[i].N
			continue
		}
		to = append(to, groups[i])
	}
	return to
}
