package simulate

import (
	"cmp"
	"math"
	"slices"
	"testing"
)

func TestLog2(t *testing.T) {
	e := newExponential()
	for i, got := range e.log2 {
		want := math.Log2(1+float64(i)/logSteps) * (1 << 32)
		if math.Abs(float64(got)-want) > 2 {
			t.Fatalf("log2 of 1+%d/%d: %d, want %g", i, logSteps, got, want)
		}
	}
}

// TestExponentialAgainstTheLogarithm draws the same numbers with math.Log.
func TestExponentialAgainstTheLogarithm(t *testing.T) {
	e := newExponential()
	r := random(42)
	sum := 0.0
	const n = 200_000
	for range n {
		twin := r
		u := float64(twin.next()|1) / (1 << 64)
		got := float64(e.draw(&r)) / (1 << 32)
		if want := -math.Log(u); math.Abs(got-want) > 1e-6 {
			t.Fatalf("draw of %g: %g, want %g", u, got, want)
		}
		sum += got
	}
	if mean := sum / n; math.Abs(mean-1) > 0.01 {
		t.Errorf("mean %g, want 1", mean)
	}
}

// TestSplitmix64 compares with the numbers the generator's authors give for
// seed 1234567.
func TestSplitmix64(t *testing.T) {
	r := random(1234567)
	for i, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := r.next(); got != want {
			t.Errorf("number %d: %d, want %d", i, got, want)
		}
	}
}

func TestWeights(t *testing.T) {
	for _, n := range []int{5, 200} { // counted through, and searched
		w := zipf(n, 1)
		r := random(1)
		got := make([]int, n)
		for range 300_000 {
			got[w.pick(&r)]++
		}
		within(t, "second by first", got[1]*1000/got[0], 500, 0.03)
		within(t, "fifth by first", got[4]*1000/got[0], 200, 0.05)
	}
}

func TestCurveIsOneInTheMeanOfAWorkingDay(t *testing.T) {
	const tuesday = 20_522 // days since 1970: 2026-03-10
	var sum uint64
	for sec := range int64(86400) {
		sum += curve(tuesday*86400 + sec)
	}
	if want := uint64(86400) * curveUnit; sum != want {
		t.Errorf("%d in a day, want %d", sum, want)
	}
	if got := curve((tuesday+4)*86400 + 10*3600); got != curve(tuesday*86400+10*3600)*45/100 {
		t.Errorf("Saturday at 10 is %d", got)
	}
}

// TestInFlightAgainstSorting takes legs out in the order a stable sort gives.
func TestInFlightAgainstSorting(t *testing.T) {
	r := random(9)
	var q inFlight
	var want, got []leg
	n := uint64(0)
	for sec := range int64(3 * longestCallSec) {
		for range r.below(4) {
			n++
			l := leg{call: n, endMs: sec*1000 + int64(r.below(1000))}
			if r.below(3) > 0 {
				l.endMs += int64(r.below((longestCallSec - 1) * 1000))
			}
			q.add(&l)
			want = append(want, l)
		}
		if err := q.take(sec, func(l *leg) error { got = append(got, *l); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	slices.SortStableFunc(want, func(a, b leg) int { return cmp.Compare(a.endMs, b.endMs) })
	if !slices.Equal(got, want[:len(got)]) || len(got) < len(want)/2 {
		t.Errorf("%d of %d legs, not in order", len(got), len(want))
	}
	if len(q.legs) > len(want)/2 {
		t.Errorf("memory of %d legs for %d in all: it is not used again", len(q.legs), len(want))
	}
}
