package cdr

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"
)

// The bounds are those of slices.Min and slices.Max, with vectors and without,
// wherever in memory the numbers begin.
func TestBounds(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		numbers := make([]int64, 1+random.IntN(70))
		for i := range numbers {
			numbers[i] = int64(random.Uint64()) >> random.IntN(64)
		}
		least, most := Bounds(numbers)
		if least != slices.Min(numbers) || most != slices.Max(numbers) {
			t.Fatalf("%v: %d and %d", numbers, least, most)
		}
		odd := random.IntN(8)
		stored := make([]byte, odd)
		for _, x := range numbers {
			stored = binary.LittleEndian.AppendUint64(stored, uint64(x))
		}
		if l, m := BoundsOf(stored[odd:]); l != least || m != most {
			t.Fatalf("%v, stored: %d and %d", numbers, l, m)
		}
		if l, m := boundsOf(stored[odd:]); l != least || m != most {
			t.Fatalf("%v, one by one: %d and %d", numbers, l, m)
		}
	}
}

func BenchmarkBounds(b *testing.B) {
	numbers := make([]int64, 8192)
	for b.Loop() {
		Bounds(numbers)
	}
	b.SetBytes(int64(8 * len(numbers)))
}
