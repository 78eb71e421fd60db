package cdrfmt

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
)

// What is sorted in pieces, in memory or in files, is what is sorted at once.
func TestSorterAsTwin(t *testing.T) {
	r := random(3)
	for _, limit := range []int64{1, 500, 1 << 20} {
		for _, n := range []int{0, 1, 400} {
			s := &sorter{limit: limit}
			var all [][]byte
			for len(all) < n {
				b := new(sortBlock)
				for range 1 + r.below(30) {
					text := bytes.Repeat([]byte{byte(r.below(3))}, r.below(12))
					text = append(text, byte(r.below(256)))
					b.add(text)
					all = append(all, text)
				}
				if err := s.add(context.Background(), b); err != nil {
					t.Fatal(err)
				}
			}
			slices.SortFunc(all, bytes.Compare)
			var got [][]byte
			err := s.sorted(context.Background(), func(b []byte) error {
				got = append(got, bytes.Clone(b))
				return nil
			})
			if err != nil || !slices.EqualFunc(got, all, bytes.Equal) {
				t.Errorf("limit %d, %d strings: %v, got\n%q\nwant\n%q", limit, n, err, got, all)
			}
			if n > 1 && (len(s.runs.ends) > 0) != (limit < 1<<20) {
				t.Errorf("limit %d, %d strings: %d runs in a file", limit, n, len(s.runs.ends))
			}
			s.close()
		}
	}
}

func TestSorterStops(t *testing.T) {
	s := &sorter{limit: 1 << 20}
	b := new(sortBlock)
	b.add([]byte("x"))
	if err := s.add(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	refused := errors.New("refused")
	if err := s.sorted(context.Background(), func([]byte) error { return refused }); err != refused {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.sorted(ctx, func([]byte) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
