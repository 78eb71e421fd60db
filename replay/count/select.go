package count

import (
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Select is what a Builder would have made of the legs behind the set, as far
// as the set can tell: the groups of causes in ignore move to Ignored, those
// the filter drops to Filtered. Legs already totalled as ignored are not
// known one by one, so they stay in Ignored whatever the filter says, and
// First and Last are then those of the groups kept. The filter's directions
// and gateways must be empty: a Set has no directions.
func (s *Set) Select(filter cdr.Filter, ignore []string) *Set {
	causes := newNames(unknown, filter.Causes, ignore)
	accounts := newNames(unknown, filter.Accounts, nil)
	since, until := filter.SinceSec, filter.UntilSec
	if until == 0 {
		until = math.MaxInt64
	}
	out := &Set{Causes: s.Causes, Accounts: s.Accounts, Gateways: s.Gateways, HasGateway: s.HasGateway}
	out.Totals = s.Totals
	var seen Totals
	for _, g := range s.Groups {
		cause, account := causes.info(s.Causes[g.Cause]), accounts.info(s.Accounts[g.Account])
		sec := int64(g.Second)
		if sec < since || sec >= until || !cause.keep || !account.keep {
			out.Filtered += g.N
			continue
		}
		seen.see(g.Second)
		if cause.ignored {
			out.Ignored += g.N
			continue
		}
		out.Groups = append(out.Groups, g)
	}
	if out.Filtered != s.Filtered {
		out.First, out.Last = seen.First, seen.Last
	}
	out.Normalise()
	return out
}
