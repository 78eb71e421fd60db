package record

import (
	"cmp"
	"encoding/binary"
	"math/bits"
)

// identity stands for an identifier. At 128 bits two of 10^9 are taken for
// one with a chance of about 10^-21.
type identity struct{ hi, lo uint64 }

func (x identity) compare(y identity) int {
	return cmp.Or(cmp.Compare(x.hi, y.hi), cmp.Compare(x.lo, y.lo))
}

// hash is that of an identifier of a kind: two lanes of 64 bits, each
// multiplied to 128 bits and folded at every 8 bytes. It is the same in every
// run.
func hash(kind byte, id []byte) identity {
	h := identity{0x2d358dccaa6c78a5 ^ uint64(len(id)), 0x8bb84b93962eacc9 ^ uint64(kind)}
	for ; len(id) >= 8; id = id[8:] {
		h = h.mix(binary.LittleEndian.Uint64(id))
	}
	var tail uint64
	for i, b := range id {
		tail |= uint64(b) << (8 * i)
	}
	return h.mix(tail)
}

func (x identity) mix(word uint64) identity {
	return identity{fold(x.hi^word, 0x4b33a62ed433d4a3), fold(x.lo+word, 0x4d5a2da51de1aa47)}
}

func fold(x, factor uint64) uint64 {
	hi, lo := bits.Mul64(x, factor)
	return hi ^ lo ^ bits.RotateLeft64(x, 32)
}

// union finds which identities mean one call.
type union map[identity]identity

// root is the identity that stands for all that are linked with x.
func (u union) root(x identity) identity {
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
func (u union) link(a, b identity) {
	a, b = u.root(a), u.root(b)
	if a.compare(b) > 0 {
		a, b = b, a
	}
	u[a], u[b] = a, a
}
