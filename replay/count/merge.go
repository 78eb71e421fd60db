package count

// recoded is a list of groups and what their codes become. The names of a Set
// are in order, so its groups stay sorted under the codes of another.
type recoded struct {
	groups                    []Group
	span                      span     // of their seconds
	causes, accounts, gateway []uint32 // all nil: the codes stay
}

// put makes dst group i under the new codes; dst may be that group itself. It
// is filled field by field: a Group handed back has a detour through memory.
func (r *recoded) put(dst *Group, i int) {
	g := &r.groups[i]
	dst.Second, dst.N = g.Second, g.N
	if r.causes == nil {
		dst.Cause, dst.Account, dst.Gateway = g.Cause, g.Account, g.Gateway
		return
	}
	dst.Cause, dst.Account, dst.Gateway = r.causes[g.Cause], r.accounts[g.Account], r.gateway[g.Gateway]
}

// inOrder puts the new codes in place of the old and tells whether the groups
// are then as those of a Set, as those of saved counts are: sorted, each key once.
func (r *recoded) inOrder() bool {
	ordered := true
	var last key
	for i := range r.groups {
		g := &r.groups[i]
		r.put(g, i)
		k := keyOf(g)
		ordered = ordered && (i == 0 || last.less(k))
		last = k
	}
	r.causes, r.accounts, r.gateway = nil, nil, nil
	return ordered
}

// first is the list's first group under the new codes.
func (r *recoded) first() (g Group) {
	r.put(&g, 0)
	return g
}

// fewLists is how many lists are merged by looking for the least one by one;
// more are cheaper to sort.
const fewLists = 8

// mergeSorted joins sorted lists into one, adding up groups of the same key.
func mergeSorted(lists []recoded) []Group {
	if len(lists) > fewLists {
		return combine(lists)
	}
	total := 0
	for i := range lists {
		total += len(lists[i].groups)
	}
	out := make([]Group, 0, total)
	heads := make([]Group, 0, len(lists))
	live := make([]*recoded, 0, len(lists))
	for i := range lists {
		if r := &lists[i]; len(r.groups) > 0 {
			heads, live = append(heads, r.first()), append(live, r)
		}
	}
	for len(live) > 0 {
		least := 0
		for i := 1; i < len(heads); i++ {
			if compareGroups(heads[i], heads[least]) < 0 {
				least = i
			}
		}
		if n := len(out); n > 0 && compareGroups(out[n-1], heads[least]) == 0 {
			out[n-1].N += heads[least].N
		} else {
			out = append(out, heads[least])
		}
		r := live[least]
		if r.groups = r.groups[1:]; len(r.groups) > 0 {
			heads[least] = r.first()
			continue
		}
		heads = append(heads[:least], heads[least+1:]...)
		live = append(live[:least], live[least+1:]...)
	}
	return out
}
