package columnar

import (
	"fmt"
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/count"
)

// countsReader builds a set of the lines of a file, in any order.
type countsReader struct {
	set              count.Set
	causes, accounts *cdr.Dict
	events           uint64
}

func newCountsReader() *countsReader {
	return &countsReader{causes: cdr.NewDict(), accounts: cdr.NewDict()}
}

// add takes a line, with codes of the reader's Dicts; false if there is a
// problem with it.
func (r *countsReader) add(second int64, cause, account uint32, n int64) bool {
	if uint64(second) > math.MaxUint32 || n < 1 || r.events+uint64(n) > math.MaxInt64 {
		return false
	}
	r.events += uint64(n)
	r.set.Groups = append(r.set.Groups, count.Group{Second: uint32(second), Cause: cause, Account: account, N: uint64(n)})
	return true
}

// problem is what is wrong with a line, and the name of the column.
func (r *countsReader) problem(second, n int64) (column, problem string) {
	switch {
	case second < 0 || second > math.MaxUint32:
		return "second", fmt.Sprintf("found %d, wanted Unix seconds from 0 to %d", second, uint32(math.MaxUint32))
	case n < 1:
		return "n", fmt.Sprintf("found %d, wanted at least 1", n)
	}
	return "n", fmt.Sprintf("found more than %d events in all", math.MaxInt64)
}

// done is the set of all lines, its Totals those of the groups.
func (r *countsReader) done() *count.Set {
	r.set.Accepted = r.events
	r.set.Causes, r.set.Accounts = namesOf(r.causes), namesOf(r.accounts)
	if len(r.set.Groups) > 0 {
		r.set.Gateways = []string{""}
	}
	r.order()
	return &r.set
}

// order puts the lines in order, which tells the first and the last second.
func (r *countsReader) order() {
	r.set.Normalise()
	if n := len(r.set.Groups); n > 0 {
		r.set.First, r.set.Last = r.set.Groups[0].Second, r.set.Groups[n-1].Second
	}
}

func namesOf(d *cdr.Dict) []string {
	names := make([]string, d.Len())
	for i := range names {
		names[i] = d.Name(uint32(i))
	}
	return names
}

// checkMeta makes sure that a set and what its file says of itself agree.
func checkMeta(s *count.Set, m *count.Meta) error {
	t := m.Totals
	if events := s.Events(); t.Filtered > t.Accepted || t.Ignored > t.Kept() || t.Kept()-t.Ignored != events {
		return fmt.Errorf("metadata: found %d accepted, %d filtered, %d ignored legs, the file holds %d events", t.Accepted, t.Filtered, t.Ignored, events)
	}
	if len(s.Groups) > 0 && (t.First > s.First || t.Last < s.Last) {
		return fmt.Errorf("metadata: found the seconds %d to %d, the file holds %d to %d", t.First, t.Last, s.First, s.Last)
	}
	return nil
}
