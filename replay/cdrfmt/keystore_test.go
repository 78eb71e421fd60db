package cdrfmt

import (
	"math"
	"slices"
	"testing"
)

// Keys are given back as they were taken, in memory or not.
func TestKeysComeBack(t *testing.T) {
	r := random(3)
	for _, limit := range []int64{1, 1 << 20} {
		s := newKeyStore(limit)
		defer s.close()
		var want []rowKey
		var l lot
		for range 5000 {
			k := rowKey{
				hash: uint64(r.below(math.MaxInt64)) << r.below(2), hashMore: uint32(r.below(1 << 32)), endSec: uint32(r.below(1 << 32)),
				at: place{uint32(r.below(200)), uint32(r.below(1 << 20)), uint32(r.below(1 << 14))},
			}
			if r.below(3) == 0 {
				k.rowMarks = rowMarks{uint32(r.below(2)), uint32(r.below(1 << 32))}
			}
			want = append(want, k)
			if appendKey(&l, &k); r.below(1000) == 0 {
				if err := s.rows.add(t.Context(), &l); err != nil {
					t.Fatal(err)
				}
				l.reset()
			}
		}
		if err := s.rows.add(t.Context(), &l); err != nil {
			t.Fatal(err)
		}
		var got []rowKey
		for part := range keyParts {
			err := s.rows.each(part, func(b []byte) error {
				k, err := keyOf(b)
				got = append(got, k)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		slices.SortFunc(want, rowKey.compare)
		slices.SortFunc(got, rowKey.compare)
		if !slices.Equal(got, want) {
			t.Errorf("limit %d: %d keys are not the %d", limit, len(got), len(want))
		}
	}
	for _, bad := range []string{"", "0123456789abcde", "0123456789abcdef", "0123456789abcdef\x01\x80"} {
		if _, err := keyOf([]byte(bad)); err == nil {
			t.Errorf("%q is a key", bad)
		}
	}
}

// Sorting by hash is sorting.
func TestByHash(t *testing.T) {
	r := random(4)
	var s byHash[rowKey]
	for range 300 {
		keys := make([]rowKey, r.below(200))
		spread := 1 + r.below(64)
		for i := range keys {
			keys[i] = rowKey{hash: uint64(r.below(math.MaxInt64)) * 2 >> (64 - spread) << r.below(64-spread+1), at: place{row: uint32(i)}}
		}
		want := slices.Clone(keys)
		slices.SortFunc(want, rowKey.compare)
		if got := s.sort(keys, func(k *rowKey) uint64 { return k.hash }, rowKey.compare); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}
