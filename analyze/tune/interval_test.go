package tune

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestPick(t *testing.T) {
	for _, test := range []struct {
		interval Interval
		want     float64
	}{
		{Interval{0.1, 0.4}, 0.2},
		{Interval{0.2, 0.3}, 0.24},
		{Interval{0.21, 0.23}, 0.22},
		{Interval{3.5e-7, 0.000126}, 0.00001},
		{Interval{900, 5000}, 2000},
		{Interval{1, 1.0000001}, 1.00000005},
		{Interval{1, math.Nextafter(1, 2)}, 1},
		{Interval{0.1, math.Nextafter(0.1, 1)}, 0.1},
	} {
		got := test.interval.pick()
		if got != test.want {
			t.Errorf("%v: %v, want %v", test.interval, got, test.want)
		}
		if got < test.interval.Low || got >= test.interval.High {
			t.Errorf("%v: %v is outside", test.interval, got)
		}
	}
}

// TestPickIsInside: of any interval a threshold inside is picked, and where it
// lies in the middle half no fewer decimals would do.
func TestPickIsInside(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		i := Interval{Low: math.Exp(25*r.Float64() - 20)}
		i.High = i.Low * (1 + math.Exp(12*r.Float64()-10))
		got := i.pick()
		if got < i.Low || got >= i.High {
			t.Fatalf("%v: %v is outside", i, got)
		}
		if m := i.Margin(got); !(m >= 1) || m*m > i.High/i.Low*(1+1e-12) {
			t.Fatalf("%v: margin %v of %v", i, m, got)
		}
		text := strconv.FormatFloat(got, 'f', -1, 64)
		if point := len(text) - 1 - len(strconv.Itoa(int(got))); point > 1 {
			quarter := math.Pow(i.High/i.Low, 0.25)
			fewer := roundTo(math.Sqrt(i.Low)*math.Sqrt(i.High), point-1)
			if fewer >= i.Low*quarter && fewer <= i.High/quarter {
				t.Fatalf("%v: %v, but %v would do", i, got, fewer)
			}
		}
	}
}

func TestWidest(t *testing.T) {
	list := []Interval{{1, 2}, {4, 10}, {100, 280}, {300, 301}}
	if got, ok := widest(list); !ok || got != (Interval{100, 280}) {
		t.Errorf("%v %v, want 100 to 280", got, ok)
	}
	if _, ok := widest(nil); ok {
		t.Error("none has a widest")
	}
}
