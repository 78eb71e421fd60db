package cdrfmt

import (
	"math"
	"reflect"

	"github.com/cdrlab/cdrlab/replay/count"
)

// origin is a file of CDRs that an input is, or that saved counts come from.
type origin struct {
	count.Source
	in          *source
	first, last int64 // Unix seconds between which its rows end, or wider
}

// countedTwice finds a file of CDRs that is counted twice: by two saved counts
// or by saved counts and as an input itself. Saved counts know a file by name
// only, and files of two machines may share it, so the accounting must be the
// same too and the periods must meet.
func countedTwice(sources []*source) error {
	seen := map[count.Source][]origin{}
	var saved []*source
	for _, s := range sources {
		for _, o := range s.origins() {
			for _, before := range seen[o.Source] {
				if before.in != s && before.first <= o.last && o.first <= before.last {
					return sameTwice(s.name, before.in.name)
				}
			}
			seen[o.Source] = append(seen[o.Source], o)
		}
		if s.saved == nil || len(s.saved.Set.Groups) == 0 {
			continue
		}
		for _, before := range saved {
			if reflect.DeepEqual(before.saved.Set, s.saved.Set) {
				return sameTwice(s.name, before.name)
			}
		}
		saved = append(saved, s)
	}
	return nil
}

// origins are the files with rows that the source brings in.
func (s *source) origins() []origin {
	var list []origin
	switch {
	case s.saved != nil:
		t := s.saved.Set.Totals
		for _, f := range s.saved.Meta.Sources {
			list = append(list, origin{f, s, int64(t.First), int64(t.Last)})
		}
	case s.recognised():
		o := origin{s.accounting(), s, math.MinInt64, math.MaxInt64}
		if s.total.minEnd <= s.total.maxEnd {
			o.first, o.last = s.total.minEnd/1e6, s.total.maxEnd/1e6
		}
		list = append(list, o)
	}
	kept := list[:0]
	for _, o := range list {
		if o.Rows > 0 {
			kept = append(kept, o)
		}
	}
	return kept
}
