package cdrfmt

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Rows behind an open quote at the seam of two chunks are told apart from those
// that were decoded ahead of them: no row goes with another's repetition.
func TestOpenQuoteAtSeam(t *testing.T) {
	r := random(21)
	for round := range 120 {
		line := func(i int) string {
			return fmt.Sprintf("id%d,2026-03-10T12:00:00Z,2026-03-10T12:00:%02dZ,USER_BUSY,acme,\n", i, i%60)
		}
		var a, b strings.Builder
		a.WriteString(header)
		b.WriteString(header)
		for i := range 60 {
			if r.below(8) == 0 {
				fmt.Fprintf(&a, "x%d,2026-03-10T12:00:00Z,2026-03-10T12:00:10Z,USER_BUSY,acme,\"open\n", i)
				for k := range 1 + r.below(4) {
					a.WriteString(line(1000 + 10*i + k))
				}
				fmt.Fprintf(&a, "y%d,2026-03-10T12:00:00Z,2026-03-10T12:00:10Z,USER_BUSY,acme,shut\"\n", i)
				continue
			}
			a.WriteString(line(i))
			if r.below(3) == 0 {
				b.WriteString(line(i))
			}
			if r.below(9) == 0 {
				a.WriteString(line(i))
			}
		}
		dir := t.TempDir()
		paths := []string{write(t, dir, "a.csv", a.String()), write(t, dir, "b.csv", b.String())}
		opt := options()
		opt.Dedupe = DedupeOn
		opt.Workers = 1
		want := readRows(opt, 1<<20, paths...)
		opt.Workers = 1 + r.below(4)
		if got := readRows(opt, 100+r.below(1500), paths...); got.err != nil || !slices.Equal(got.rows, want.rows) || got.rejects != want.rejects {
			t.Fatalf("round %d: %v, got\n%s%s\nwant\n%s%s", round, got.err, strings.Join(got.rows, "\n"), got.rejects, strings.Join(want.rows, "\n"), want.rejects)
		}
	}
}
