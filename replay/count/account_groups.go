package count

// EachAccountGroup calls f for each second, cause and account, in order, with
// the events of all gateways together. The error is that of f, which ends it.
func (s *Set) EachAccountGroup(f func(second, cause, account uint32, n uint64) error) error {
	for i := 0; i < len(s.Groups); {
		g := &s.Groups[i]
		n := g.N
		for i++; i < len(s.Groups) && sameMeter(&s.Groups[i], g); i++ {
			n += s.Groups[i].N
		}
		if err := f(g.Second, g.Cause, g.Account, n); err != nil {
			return err
		}
	}
	return nil
}

func sameMeter(a, b *Group) bool {
	return a.Second == b.Second && a.Cause == b.Cause && a.Account == b.Account
}

// Cut gives the groups of a set in pieces of about so many, in order: sets with
// the same names, and without Totals. What EachAccountGroup adds up is in one
// piece. There is at least one.
func (s *Set) Cut(groups int) []*Set {
	var pieces []*Set
	for rest := s.Groups; len(rest) > 0 || pieces == nil; {
		n := min(groups, len(rest))
		for n > 0 && n < len(rest) && sameMeter(&rest[n-1], &rest[n]) {
			n++
		}
		pieces = append(pieces, &Set{Groups: rest[:n], Causes: s.Causes, Accounts: s.Accounts, Gateways: s.Gateways, HasGateway: s.HasGateway})
		rest = rest[n:]
	}
	return pieces
}
