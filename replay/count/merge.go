package count

// recoded is a sorted list of groups and what its codes become. Names are in
// order in every set, so the list stays sorted under the new codes.
type recoded struct {
	groups                    []Group
	causes, accounts, gateway []uint32
}

// first is the list's first group under the new codes.
func (r *recoded) first() Group {
	g := r.groups[0]
	g.Cause, g.Account, g.Gateway = r.causes[g.Cause], r.accounts[g.Account], r.gateway[g.Gateway]
	return g
}

// fewLists is how many lists are merged by looking for the least one by one;
// more are cheaper to sort.
const fewLists = 8

// mergeSorted joins sorted lists into one, adding up groups of the same key.
func mergeSorted(lists []recoded) []Group {
	total := 0
	for i := range lists {
		total += len(lists[i].groups)
	}
	out := make([]Group, 0, total)
	if len(lists) > fewLists {
		for i := range lists {
			for r := &lists[i]; len(r.groups) > 0; r.groups = r.groups[1:] {
				out = append(out, r.first())
			}
		}
		return combine(out)
	}
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
