package cdr

import (
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
	}
}
