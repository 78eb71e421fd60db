package cdrfmt

import "github.com/cdrlab/cdrlab/replay/cdr"

// dropRows takes rows out of a batch, in place, and tells how many.
func dropRows(b *cdr.Batch, drop func(row int) bool) int {
	keep := make([]int, 0, b.Rows)
	for i := range b.Rows {
		if !drop(i) {
			keep = append(keep, i)
		}
	}
	dropped := b.Rows - len(keep)
	b.Keep(keep)
	return dropped
}
