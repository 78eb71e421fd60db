package record

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Traffic is all calls, by the start of their first leg. It is only read, by
// any number of goroutines.
type Traffic struct {
	names []string
	// rank orders names as texts.
	rank  []uint32
	legs  []leg
	calls []span
	ids   arena
	// Unnamed counts legs without any identifier, each a call of its own.
	Unnamed uint64
	// Filtered counts legs that the options leave out.
	Filtered uint64
	// Attributed counts outbound legs that name their device in authorizing_id.
	Attributed uint64
}

// span are the legs [from, to) of one call.
type span struct{ from, to int }

// Merge joins what the workers gathered. The books must not be used
// afterwards.
func Merge(books ...*Book) *Traffic {
	t := &Traffic{}
	total := 0
	for _, b := range books {
		total += len(b.legs)
	}
	t.legs = make([]leg, 0, total)
	names := newLexicon()
	links := union{}
	for _, b := range books {
		codes := make([]uint32, len(b.names.list))
		for i, name := range b.names.list {
			codes[i] = names.code([]byte(name))
		}
		first := t.ids.append(&b.ids)
		for i := range b.legs {
			l := &b.legs[i]
			l.account, l.device, l.number, l.cause = codes[l.account], codes[l.device], codes[l.number], codes[l.cause]
			l.id += first
		}
		for _, l := range b.links {
			links.link(l.a, l.b)
		}
		t.Unnamed += b.unnamed
		t.Filtered += b.filtered
		t.legs = append(t.legs, b.legs...)
		b.legs = nil // so that it can be collected before the next is copied
	}
	t.names, t.rank = names.list, ranks(names.list)
	for i := range t.legs {
		l := &t.legs[i]
		switch {
		case l.call == cdr.Identity{}:
			l.call = cdr.Identity{Hi: uint64(i), Lo: ^uint64(0)}
		case len(links) > 0:
			l.call = links.root(l.call)
		}
		if l.placed && l.device != 0 {
			t.Attributed++
		}
	}
	t.group()
	return t
}

// ranks are the places of names in the order of texts.
func ranks(names []string) []uint32 {
	order := make([]uint32, len(names))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return strings.Compare(names[a], names[b]) })
	rank := make([]uint32, len(names))
	for place, i := range order {
		rank[i] = uint32(place)
	}
	return rank
}

// group sorts the legs into calls, the caller's first, and the calls by time.
func (t *Traffic) group() {
	slices.SortFunc(t.legs, func(x, y leg) int { return t.compare(&x, &y) })
	for from := 0; from < len(t.legs); {
		to := from + 1
		for to < len(t.legs) && t.legs[to].call == t.legs[from].call {
			to++
		}
		t.calls = append(t.calls, span{from, to})
		from = to
	}
	slices.SortFunc(t.calls, func(a, b span) int {
		x, y := &t.legs[a.from], &t.legs[b.from]
		return cmp.Or(cmp.Compare(x.startUs, y.startUs), t.compareTexts(x, y), x.call.Compare(y.call))
	})
}

// compare orders legs by call; within, inbound legs before others, by start.
func (t *Traffic) compare(x, y *leg) int {
	if c := x.call.Compare(y.call); c != 0 {
		return c
	}
	return cmp.Or(
		cmp.Compare(order(x), order(y)), cmp.Compare(x.startUs, y.startUs), cmp.Compare(x.endUs, y.endUs),
		cmp.Compare(x.talkMs, y.talkMs), t.compareTexts(x, y), t.compareIDs(x, y),
	)
}

func order(l *leg) int {
	if l.inbound {
		return 0
	}
	return 1
}

func (t *Traffic) compareTexts(x, y *leg) int {
	return cmp.Or(
		cmp.Compare(t.rank[x.account], t.rank[y.account]), cmp.Compare(t.rank[x.number], t.rank[y.number]),
		cmp.Compare(t.rank[x.device], t.rank[y.device]), cmp.Compare(t.rank[x.cause], t.rank[y.cause]),
	)
}

func (t *Traffic) compareIDs(x, y *leg) int {
	a, _ := t.ids.at(x.id)
	b, _ := t.ids.at(y.id)
	return strings.Compare(a, b)
}
