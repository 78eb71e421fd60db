package count

import "math/bits"

// flushGroups is how many groups the table takes before it is emptied: small
// enough to stay in a core's first cache while rows come roughly in time order.
const flushGroups = 1 << 10

// spareGroups is how many groups may wait, some of them perhaps equal, before
// they are first combined: with rows in time order that is for nothing.
const spareGroups = 1 << 19

// table counts groups by open addressing with linear probing. The groups stand
// where they are to stay, in the order in which they were met.
type table struct {
	slots  []uint16 // by hash the number of a group, from 1; mostly 0, none
	groups []Group
}

// newTable counts into room, which is empty and has space for flushGroups.
func newTable(room []Group) table {
	return table{slots: make([]uint16, 4*flushGroups), groups: room}
}

func (t *table) full() bool { return len(t.groups) >= flushGroups }

// add counts one more event of a group.
func (t *table) add(second, cause, account, gateway uint32) {
	mask := uint64(len(t.slots) - 1)
	x, y := bits.Mul64((uint64(second)<<32|uint64(cause))^0x9e3779b97f4a7c15, (uint64(account)<<32|uint64(gateway))^0xd6e8feb86659fd93)
	for i := (x ^ y) & mask; ; i = (i + 1) & mask {
		number := t.slots[i]
		if number == 0 {
			t.groups = append(t.groups, Group{second, cause, account, gateway, 1})
			t.slots[i] = uint16(len(t.groups))
			return
		}
		g := &t.groups[number-1]
		if g.Second == second && g.Cause == cause && g.Account == account && g.Gateway == gateway {
			g.N++
			return
		}
	}
}

// renew empties the table, which goes on in other room.
func (t *table) renew(room []Group) {
	clear(t.slots)
	t.groups = room
}
