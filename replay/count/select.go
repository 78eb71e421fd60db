package count

import (
	"math"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Select is what a Builder would have made of the legs behind the set, as far
// as the set can tell: the groups of causes in ignore move to Ignored, those
// the filter drops to Filtered. Legs already totalled as ignored are not
// known one by one, so they stay in Ignored whatever the filter says, and
// First and Last are then those of the groups kept. The filter's directions
// and gateways must be empty: a Set has no directions.
func (s *Set) Select(filter cdr.Filter, ignore []string) *Set {
	causes, accounts := infosOf(s.Causes, filter.Causes, ignore), infosOf(s.Accounts, filter.Accounts, nil)
	since, until := filter.SinceSec, filter.UntilSec
	if until == 0 {
		until = math.MaxInt64
	}
	out := &Set{Causes: s.Causes, Accounts: s.Accounts, Gateways: s.Gateways, HasGateway: s.HasGateway}
	out.Totals = s.Totals
	var seen Totals
	n := 0 // groups that stay; as long as all do they need no copy
	for i := range s.Groups {
		g := &s.Groups[i]
		cause, account := causes[g.Cause], accounts[g.Account]
		sec := int64(g.Second)
		stays := false
		switch {
		case sec < since || sec >= until || !cause.keep || !account.keep:
			out.Filtered += g.N
		case cause.counted == 0:
			seen.see(g.Second)
			out.Ignored += g.N
		default:
			seen.see(g.Second)
			stays = true
		}
		if !stays && n == i {
			out.Groups = slices.Clone(s.Groups[:n])
		} else if stays && n < i {
			out.Groups = append(out.Groups, *g)
		}
		if stays {
			n++
		}
	}
	if out.Filtered != s.Filtered {
		out.First, out.Last = seen.First, seen.Last
	}
	if n == len(s.Groups) {
		out.Groups = s.Groups
		return out
	}
	out.Normalise()
	return out
}

// infosOf is what a filter and the ignore list say of some names.
func infosOf(list, keep, ignore []string) []nameInfo {
	names := newNames(unknown, keep, ignore)
	infos := make([]nameInfo, len(list))
	for i, name := range list {
		infos[i] = names.info(name)
	}
	return infos
}
