package count

// Set is what was counted. The Builder must not be used afterwards.
func (b *Builder) Set() *Set { return Collect(b) }

// Collect is the set of what several builders counted, which must not be used
// afterwards.
func Collect(builders ...*Builder) *Set {
	s := &Set{}
	parts := make([]unsorted, len(builders))
	for i, b := range builders {
		parts[i] = unsorted{append(b.blocks, b.table.drain()), [...][]string{b.causes.list, b.accounts.list, b.gateways.list}}
		s.Totals.add(b.totals)
		s.HasGateway = s.HasGateway || b.gateway && b.hasGateway
	}
	s.join(parts)
	return s
}

// Normalise puts a set in order that was put together out of order: it drops
// names that no group uses, sorts the rest, and sorts and combines the groups.
func (s *Set) Normalise() {
	s.join([]unsorted{{[][]Group{s.Groups}, [...][]string{s.Causes, s.Accounts, s.Gateways}}})
}

// unsorted is groups in blocks, in no order, and the names behind their causes,
// accounts and gateways, some perhaps unused.
type unsorted struct {
	blocks [][]Group
	names  [3][]string
}

// used are the names of each kind that occur.
func (u *unsorted) used() (used [3][]string) {
	var seen [3][]bool
	for k, names := range u.names {
		seen[k] = make([]bool, len(names))
	}
	for _, block := range u.blocks {
		for i := range block {
			g := &block[i]
			seen[0][g.Cause], seen[1][g.Account], seen[2][g.Gateway] = true, true, true
		}
	}
	for k, names := range u.names {
		for code, name := range names {
			if seen[k][code] {
				used[k] = append(used[k], name)
			}
		}
	}
	return used
}

// join makes the groups and the names of s those of all parts.
func (s *Set) join(parts []unsorted) {
	unions := [3]union{newUnion(), newUnion(), newUnion()}
	for i := range parts {
		for k, names := range parts[i].used() {
			unions[k].add(names)
		}
	}
	s.Causes, s.Accounts, s.Gateways = unions[0].sorted(), unions[1].sorted(), unions[2].sorted()
	var lists []recoded
	for _, p := range parts {
		causes, accounts, gateways := codesOf(p.names[0], s.Causes), codesOf(p.names[1], s.Accounts), codesOf(p.names[2], s.Gateways)
		for _, block := range p.blocks {
			lists = append(lists, recoded{block, causes, accounts, gateways})
		}
	}
	if len(lists) == 1 && lists[0].inOrder() {
		s.Groups = addUp(lists[0].groups)
		return
	}
	s.Groups = combine(lists)
}
