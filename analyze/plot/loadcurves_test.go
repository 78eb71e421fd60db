package plot

import (
	"testing"

	"gonum.org/v1/plot/vg"
)

func TestCurveMode(t *testing.T) {
	all := samples(t)
	for name, want := range map[string]curveMode{
		"incident": curvesFine, "day": curvesDense, "month": curvesBanded, "one point": curvesFine, "ages": curvesDense,
	} {
		if got := newLoadView(all[name]).mode; got != want {
			t.Errorf("%s: mode %d, want %d", name, got, want)
		}
	}
}

// TestBandsBreakAtHoles: a stretch without points is not bridged.
func TestBandsBreakAtHoles(t *testing.T) {
	v := newLoadView(samples(t)["month"])
	if got := len(v.bands(0)); got != 1 {
		t.Fatalf("%d bands, want 1", got)
	}
	from, to := len(v.TimesUnix)/3, len(v.TimesUnix)/2
	v.TimesUnix = append(v.TimesUnix[:from:from], v.TimesUnix[to:]...)
	v.RatesPerSec[0] = append(v.RatesPerSec[0][:from:from], v.RatesPerSec[0][to:]...)
	if got := len(v.bands(0)); got != 2 {
		t.Fatalf("%d bands around a hole, want 2", got)
	}
}

func TestPiecesKeepEverySegment(t *testing.T) {
	for n := range 300 {
		line := make([]vg.Point, n)
		for i := range line {
			line[i].X = vg.Length(i)
		}
		next := 0 // the point the next piece may begin at, at the latest
		for _, piece := range pieces(line) {
			for i, p := range piece {
				if i > 0 && p.X != piece[i-1].X+1 {
					t.Fatalf("%d points: a piece jumps from %v to %v", n, piece[i-1].X, p.X)
				}
			}
			if len(piece) == 0 {
				continue
			}
			if int(piece[0].X) > max(0, next-1) {
				t.Fatalf("%d points: hole before %v", n, piece[0].X)
			}
			next = int(piece[len(piece)-1].X) + 1
		}
		if next != n {
			t.Fatalf("%d points: pieces end at %d", n, next)
		}
	}
}
