package cdr

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestBounds(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		numbers := make([]int64, 1+random.IntN(40))
		for i := range numbers {
			numbers[i] = int64(random.Uint64()) >> random.IntN(64)
		}
		least, most := Bounds(numbers)
		if least != slices.Min(numbers) || most != slices.Max(numbers) {
			t.Fatalf("%v: %d and %d", numbers, least, most)
		}
		var stored []byte
		for _, x := range numbers {
			stored = binary.LittleEndian.AppendUint64(stored, uint64(x))
		}
		if l, m := BoundsOf(stored); l != least || m != most {
			t.Fatalf("%v, stored: %d and %d", numbers, l, m)
		}
	}
}
