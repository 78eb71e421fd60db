package dialect

import (
	"golang.org/x/sys/cpu"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

var hasVectors = cpu.X86.HasAVX2

// internTable is an intern, and what to look in, as findAVX2 takes them.
type internTable struct {
	data    *byte
	last    int // place in data that 32 bytes follow
	slots   *uint32
	mask    uint64 // of slots
	words   *textWords
	lengths *int32
	keep    *textWords // internMasks
	seed    [2]uint64
}

// findAll finds the numbers of the texts at the given places of data, as many
// as there is room for or up to the first that has none or is long or at the end of data, and tells how many.
func (t *intern) findAll(data []byte, places lex.Column, numbers []uint32) (found int) {
	if !hasVectors {
		return t.findEach(data, places, numbers)
	}
	if len(numbers) == 0 || len(t.slots) == 0 || len(data) < internWhole {
		return 0
	}
	table := internTable{
		&data[0], len(data) - internWhole, &t.slots[0], uint64(len(t.slots) - 1), &t.words[0], &t.lengths[0],
		&internMasks[0], [2]uint64{hashSeed0, hashSeed1},
	}
	_ = places.Ends[(len(numbers)-1)*places.Stride+1] // what follows checks nothing
	return findAVX2(&table, &places.Ends[0], places.Stride, &numbers[0], len(numbers))
}

//go:noescape
func findAVX2(t *internTable, ends *int32, stride int, numbers *uint32, n int) (found int)
