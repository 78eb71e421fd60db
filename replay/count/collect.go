package count

// Set is what was counted. The Builder must not be used afterwards.
func (b *Builder) Set() *Set { return Collect(b) }

// Collect is the set of what several builders counted, which must not be used
// afterwards.
func Collect(builders ...*Builder) *Set {
	s := &Set{}
	parts := make([]named, len(builders))
	for i, b := range builders {
		b.pile.grow(b.table.groups)
		parts[i] = named{&b.pile, [...][]string{b.causes.list, b.accounts.list, b.gateways.list}}
		s.Totals.add(b.totals)
		s.HasGateway = s.HasGateway || b.gateway && b.hasGateway
	}
	s.join(parts)
	return s
}

// Normalise puts a set in order that was put together out of order: it drops
// names that no group uses, sorts the rest, and sorts and combines the groups.
func (s *Set) Normalise() {
	p := newPile()
	p.add(s.Groups)
	s.join([]named{{&p, [...][]string{s.Causes, s.Accounts, s.Gateways}}})
}

// named is a pile and the names behind its causes, accounts and gateways, some
// perhaps unused.
type named struct {
	*pile
	names [3][]string
}

// join makes the groups and the names of s those of all parts.
func (s *Set) join(parts []named) {
	unions := [3]union{newUnion(), newUnion(), newUnion()}
	for _, p := range parts {
		for k, names := range p.names {
			for code, used := range p.used[k] {
				if used {
					unions[k][names[code]] = struct{}{}
				}
			}
		}
	}
	s.Causes, s.Accounts, s.Gateways = unions[0].sorted(), unions[1].sorted(), unions[2].sorted()
	var lists []recoded
	for _, p := range parts {
		causes, accounts, gateways := codesOf(p.names[0], s.Causes), codesOf(p.names[1], s.Accounts), codesOf(p.names[2], s.Gateways)
		for _, b := range p.blocks {
			lists = append(lists, recoded{b.groups, b.span, causes, accounts, gateways})
		}
	}
	if len(lists) == 1 && lists[0].inOrder() {
		s.Groups = lists[0].groups
		return
	}
	s.Groups = combine(lists)
}
