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

// add takes a line, with codes of the reader's Dicts. It returns the name of
// a column and what is wrong with it, or "".
func (r *countsReader) add(second int64, cause, account uint32, n int64) (column, problem string) {
	if second < 0 || second > math.MaxUint32 {
		return "second", fmt.Sprintf("found %d, wanted Unix seconds from 0 to %d", second, uint32(math.MaxUint32))
	}
	if n < 1 {
		return "n", fmt.Sprintf("found %d, wanted at least 1", n)
	}
	if r.events += uint64(n); r.events > math.MaxInt64 {
		return "n", fmt.Sprintf("found more than %d events in all", math.MaxInt64)
	}
	if r.set.First > uint32(second) || len(r.set.Groups) == 0 {
		r.set.First = uint32(second)
	}
	r.set.Last = max(r.set.Last, uint32(second))
	r.set.Groups = append(r.set.Groups, count.Group{Second: uint32(second), Cause: cause, Account: account, N: uint64(n)})
	return "", ""
}

// done is the set of all lines, its Totals those of the groups.
func (r *countsReader) done() *count.Set {
	r.set.Accepted = r.events
	r.set.Causes, r.set.Accounts = namesOf(r.causes), namesOf(r.accounts)
	if len(r.set.Groups) > 0 {
		r.set.Gateways = []string{""}
	}
	r.set.Normalise()
	return &r.set
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
