package falsealarm

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"
)

// twoSided is a control chart with limits above and below: the product's
// chain, with the lower limit taken off by the same method in the mirror.
type twoSided struct {
	*chain
	below float64
}

func mirrored(m mass) mass {
	out := mass{-m.hi(), make([]float64, len(m.at))}
	for i, v := range m.at {
		out.at[len(m.at)-1-i] = v
	}
	return out
}

// meanRun is the mean number of samples to the first outside the limits.
func (c *twoSided) meanRun(m mass) float64 {
	run, before, rate := 0.0, 1.0, 0.0
	for range 100000 {
		run += before
		m = mirrored(c.next(m))
		m.keepBelow(-c.below)
		m = mirrored(m).trimmed()
		now := m.total()
		if r := now / before; math.Abs(r-rate) < 1e-14 || now < 1e-15 {
			return run + now/(1-r)
		} else {
			rate = r
		}
		before = now
	}
	return run
}

func startAt(place float64) mass {
	m := mass{int(math.Floor(place)) - 1, make([]float64, 4)}
	m.deal(place, 1)
	return m
}

// normalRun is the mean run of the chart z = (1-lambda) z + lambda x, x normal
// with mean shift and variance 1, from z = 0, with limits at L asymptotic
// standard deviations.
func normalRun(lambda, l, shift float64) float64 {
	const nodes = 200 // from 0 to the limit
	limit := l * math.Sqrt(lambda/(2-lambda))
	d := limit / nodes
	sigma := lambda / d
	mean := shift * sigma
	lo, hi := int(math.Floor(mean-10*sigma)), int(math.Ceil(mean+10*sigma))
	step := mass{lo, make([]float64, hi-lo+1)}
	for i := range step.at {
		z := (float64(lo+i) - mean) / sigma
		step.at[i] = math.Exp(-z*z/2) / (sigma * math.Sqrt(2*math.Pi))
	}
	c := twoSided{newChain(1-lambda, step, limit/d), -limit / d}
	return c.meanRun(atNode(0))
}

// poissonRun is the same for Poisson numbers: limits at mean 20 with A standard
// deviations, numbers with another mean, from z = 20.
func poissonRun(lambda, a, mean float64) float64 {
	const usual, perEvent = 20, 24
	width := a * math.Sqrt(lambda*usual/(2-lambda)) / lambda * perEvent
	centre := usual / lambda * perEvent
	g := lattice{perEvent: perEvent}
	c := twoSided{newChain(1-lambda, g.events(poisson(mean)), centre+width), centre - width}
	return c.meanRun(startAt(centre))
}

// TestPublishedCharts runs the charts of the literature through the product's
// own lattice. The Poisson ones of Borror, Champ and Rigdon are those of a
// chain of 101 states; converged values are up to 0.5 % higher.
func TestPublishedCharts(t *testing.T) {
	b, err := os.ReadFile("../../testdata/vectors/false_alarm/anchors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Published []struct {
			Chart                      string
			Lambda, L, Shift, A, Mean  float64
			ARL, Recomputed, Converged float64
		}
	}
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Published) != 11 {
		t.Fatalf("%d charts, want 11", len(file.Published))
	}
	for _, p := range file.Published {
		got, want, within := 0.0, p.Recomputed, 2e-6
		if strings.Contains(p.Chart, "Poisson") {
			got, want, within = poissonRun(p.Lambda, p.A, p.Mean), p.Converged, 1e-4
		} else {
			got = normalRun(p.Lambda, p.L, p.Shift)
		}
		if p.Shift == 1 && p.Lambda == 0.25 {
			within = 1e-8
		}
		if math.Abs(got/want-1) > within {
			t.Errorf("%s, mean %v, shift %v: %.9f, want %v", p.Chart, p.Mean, p.Shift, got, want)
		}
	}
}

// TestPrintedTables holds rows of printed tables, to their last digit.
func TestPrintedTables(t *testing.T) {
	for _, c := range []struct {
		source             string
		lambda, l          float64
		shift, run, within float64
	}{
		// Crowder 1987, table 1.
		{"Crowder", 0.5, 2, 0, 26.45, 0.0051},
		{"Crowder", 0.5, 2, 0.25, 20.12, 0.0051},
		{"Crowder", 0.5, 2, 0.5, 11.89, 0.0051},
		{"Crowder", 0.5, 2, 1, 4.91, 0.0051},
		{"Crowder", 0.5, 2, 2, 1.94, 0.0053},
		{"Crowder", 0.5, 2, 4, 1.05, 0.0051},
		{"Crowder", 0.05, 2, 0, 127.53, 0.0051},
		{"Crowder", 0.05, 2, 0.25, 43.94, 0.0051},
		{"Crowder", 0.05, 2, 1, 8.38, 0.0051},
		{"Crowder, where 3.95 is a misprint", 0.5, 2, 1.25, 3.5902, 0.00006},
		// Lucas and Saccucci 1990, table 3.
		{"Lucas", 0.5, 3.071, 0, 499.906, 0.0006},
		{"Lucas", 0.5, 3.071, 1.5, 6.53, 0.0051},
		{"Lucas", 0.5, 3.071, 5, 1.07, 0.0051},
		{"Lucas", 0.03, 2.437, 0, 499.859, 0.0006},
		{"Lucas", 0.03, 2.437, 0.25, 76.7, 0.051},
		{"Lucas", 0.03, 2.437, 1, 12.6, 0.051},
		{"Lucas", 0.03, 2.437, 3, 4.03, 0.0051},
		// Waldmann 1986, L = 2 sqrt((2-lambda)/lambda).
		{"Waldmann", 0.75, 2 * math.Sqrt(1.25/0.75), 0, 104.021, 0.0006},
		{"Waldmann", 0.5, 2 * math.Sqrt(1.5/0.5), 0, 1951.600, 0.001},
	} {
		if got := normalRun(c.lambda, c.l, c.shift); math.Abs(got-c.run) > c.within {
			t.Errorf("%s, lambda %v, shift %v: %v, want %v", c.source, c.lambda, c.shift, got, c.run)
		}
	}
}
