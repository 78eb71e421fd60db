package hugepages

import "testing"

// Whatever the kernel makes of the advice, a slice is one that make would give.
func TestMake(t *testing.T) {
	for _, capacity := range []int{0, 1, 1000, 1 << 17, 1<<20 + 3, 3 << 20} {
		s := Make[uint64](capacity/2, capacity)
		if len(s) != capacity/2 || cap(s) != capacity {
			t.Fatalf("%d of %d elements, want %d of %d", len(s), cap(s), capacity/2, capacity)
		}
		s = s[:capacity]
		for i := range s {
			if s[i] != 0 {
				t.Fatalf("element %d of %d is %d", i, capacity, s[i])
			}
			s[i] = uint64(i)
		}
		for i := range s {
			if s[i] != uint64(i) {
				t.Fatalf("element %d of %d is %d after all", i, capacity, s[i])
			}
		}
	}
}
