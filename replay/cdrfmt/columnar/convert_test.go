package columnar

import (
	"math/rand/v2"
	"testing"
)

func TestPacked(t *testing.T) {
	for seed := range uint64(100) {
		rng := rand.New(rand.NewPCG(seed, 1))
		present := make([]byte, rng.IntN(40))
		for i := range present {
			present[i] = byte(rng.IntN(2))
		}
		bits := packed([]byte{0xff}, present)
		if len(bits) != (len(present)+7)/8 {
			t.Fatalf("seed %d: %d bytes for %d rows", seed, len(bits), len(present))
		}
		for i, p := range present {
			if bits[i>>3]>>(i&7)&1 != p {
				t.Fatalf("seed %d: bit %d of %b is not %d", seed, i, bits, p)
			}
		}
	}
}

func TestOddInstants(t *testing.T) {
	for us, want := range map[int64]byte{
		-1: 1, 0: 1, minUs - 1: 1, minUs: 0, y2000Us - 1: 0, y2000Us: 1, y2000Us + 1: 0, maxUs - 1: 0, maxUs: 1, y1900Us: 1,
	} {
		if got := odd(us); got != want {
			t.Errorf("%d us: %d, want %d", us, got, want)
		}
	}
}
