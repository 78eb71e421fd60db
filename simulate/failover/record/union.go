package record

import "github.com/cdrlab/cdrlab/replay/cdr"

// union finds which identities mean one call.
type union map[cdr.Identity]cdr.Identity

// root is the identity that stands for all that are linked with x.
func (u union) root(x cdr.Identity) cdr.Identity {
	top := x
	for {
		up, ok := u[top]
		if !ok || up == top {
			break
		}
		top = up
	}
	for x != top { // shorten the way for the next time
		up := u[x]
		u[x] = top
		x = up
	}
	return top
}

// link joins two; the lower root stands for both, so that the order of links
// does not show.
func (u union) link(a, b cdr.Identity) {
	a, b = u.root(a), u.root(b)
	if a.Compare(b) > 0 {
		a, b = b, a
	}
	u[a], u[b] = a, a
}
