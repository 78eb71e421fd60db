package cdrfmt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"
)

// What is kept in parts, in memory or in a file, is what was added to each.
func TestShardsAsTwin(t *testing.T) {
	r := random(3)
	for _, limit := range []int64{1, 50_000, 1 << 30} {
		s := &shards{limit: limit, pool: new(pagePool)}
		twin := map[int][]string{}
		for range 60 {
			var l lot
			for range r.below(30) {
				part, text := r.below(40), bytes.Repeat([]byte{byte(r.below(256))}, r.below(12))
				if r.below(50) == 0 { // more than a page
					text = bytes.Repeat(append(text, 'x'), pageBytes)
				}
				l.data = append(l.data, text...)
				l.end(part)
				twin[part] = append(twin[part], string(text))
			}
			if err := s.add(context.Background(), &l); err != nil {
				t.Fatal(err)
			}
		}
		for part := range 42 {
			var got []string
			err := s.each(part, func(b []byte) error {
				got = append(got, string(b))
				return nil
			})
			slices.Sort(got)
			want := slices.Sorted(slices.Values(twin[part]))
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("limit %d, part %d: %v, got\n%q\nwant\n%q", limit, part, err, got, want)
			}
		}
		if (len(s.runs) > 0) != (limit < 1<<30) {
			t.Errorf("limit %d: %d runs in a file", limit, len(s.runs))
		}
		s.close()
	}
}

func TestShardsStop(t *testing.T) {
	var l lot
	l.data = append(l.data, 'x')
	l.end(3)
	for _, limit := range []int64{0, 1 << 20} {
		s := &shards{limit: limit, pool: new(pagePool)}
		if err := s.add(context.Background(), &l); err != nil {
			t.Fatal(err)
		}
		refused := errors.New("refused")
		if err := s.each(3, func([]byte) error { return refused }); err != refused {
			t.Errorf("limit %d: got %v", limit, err)
		}
		s.close()
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := &shards{pool: new(pagePool)}
	defer s.close()
	if err := s.add(ctx, &l); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A temporary file that cannot be written is an error.
func TestShardsWithoutRoom(t *testing.T) {
	t.Setenv("TMPDIR", fmt.Sprint(t.TempDir(), "/none"))
	var l lot
	l.data = append(l.data, 'x')
	l.end(0)
	s := &shards{pool: new(pagePool)}
	if err := s.add(context.Background(), &l); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
