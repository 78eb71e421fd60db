package lex

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestSampler compares records that are kept side by side with those that First
// gives one after the other.
func TestSampler(t *testing.T) {
	var text strings.Builder
	for i := range 700 {
		fmt.Fprintf(&text, "%d,\"a \"\"%d\"\"\"%s\n", i, i, strings.Repeat(",x", i*i%211))
	}
	text.WriteString("no line end," + strings.Repeat(",", 3000))
	rest := []byte(text.String())
	var s Sampler
	var kept []*Record
	for data := rest; ; {
		r, n, ok := s.First(data, ',', false)
		if !ok {
			if r, n, ok = s.First(data, ',', true); !ok {
				break
			}
		}
		kept, data = append(kept, r), data[n:]
	}
	if len(kept) != 701 {
		t.Fatalf("got %d records", len(kept))
	}
	for i, r := range kept {
		var want Record
		n, _ := First(rest, ',', true, &want)
		rest = rest[n:]
		if string(r.Raw) != string(want.Raw) || !slices.Equal(r.ends, want.ends) || string(r.Field(1)) != string(want.Field(1)) {
			t.Fatalf("record %d: got %q, want %q", i, r.Raw, want.Raw)
		}
	}
}
