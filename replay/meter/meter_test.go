package meter_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/cdrlab/cdrlab/replay/internal/vector"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// TestVectors holds every value of the golden files, by its bits.
func TestVectors(t *testing.T) {
	files, err := vector.Load("../../testdata/vectors/load_average")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, f := range files {
		var m meter.Meter
		tick := int64(0)
		for _, v := range f.Values {
			for ; tick < v.Tick; tick++ {
				m.Mark(f.Counts[tick+1])
				m.Tick()
			}
			if int64(m.Count) != v.Count {
				t.Errorf("%s: tick %d: count %d, want %d", f.Name, tick, m.Count, v.Count)
			}
			check := func(what string, got float64, want vector.Float) {
				compared++
				if math.Float64bits(got) != math.Float64bits(float64(want)) {
					t.Errorf("%s: tick %d: %s = %v, want %v", f.Name, tick, what, got, want)
				}
			}
			check("instant", m.Instant, v.Instant)
			check("one", m.Rates[meter.One], v.One)
			check("five", m.Rates[meter.Five], v.Five)
			check("fifteen", m.Rates[meter.Fifteen], v.Fifteen)
			check("day", m.Rates[meter.Day], v.Day)
			if f.Accelerations {
				a := m.Accelerations()
				check("one_to_five", a.OneToFive, v.OneToFive)
				check("five_to_fifteen", a.FiveToFifteen, v.FiveToFifteen)
				check("one_to_fifteen", a.OneToFifteen, v.OneToFifteen)
			}
			if t.Failed() {
				t.FailNow()
			}
		}
		if tick == 0 {
			t.Errorf("%s: no values", f.Name)
		}
	}
	t.Logf("%d values of %d files, all equal by their bits", compared, len(files))
}

func TestAlphaIsFolsoms(t *testing.T) {
	for m := range meter.Metric(meter.NumMetrics) {
		want := 1 - math.Exp(-5.0/60/float64(m.Minutes()))
		if d := math.Abs(meter.Alpha(m) - want); d > 2e-16 {
			t.Errorf("alpha of %v is %v, want about %v", m, meter.Alpha(m), want)
		}
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		m         meter.Metric
		t, perSec float64
	}{
		{meter.One, 0.5, 0.5}, {meter.Five, 0.5, 2.5}, {meter.Fifteen, 0.5, 7.5}, {meter.Day, 0.5, 720},
		{meter.Five, 0.07, float64(0.07 * float64(5))},
	} {
		if got := c.m.LimitPerSecond(c.t); got != c.perSec {
			t.Errorf("%v %v: limit %v, want %v", c.m, c.t, got, c.perSec)
		}
	}
}

// TestClosedForm compares the recurrence with the sum it stands for.
func TestClosedForm(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		n := 1 + r.IntN(400)
		counts := make([]uint64, n)
		for i := range counts {
			if r.IntN(3) == 0 {
				counts[i] = uint64(r.IntN(50))
			}
		}
		var m meter.Meter
		for _, c := range counts {
			m.Mark(c)
			m.Tick()
		}
		for k := range meter.Metric(meter.NumMetrics) {
			a := meter.Alpha(k)
			sum := math.Pow(1-a, float64(n-1)) * float64(counts[0]) / 5
			for i := 1; i < n; i++ {
				sum += a * float64(counts[i]) / 5 * math.Pow(1-a, float64(n-1-i))
			}
			if math.Abs(m.Rates[k]-sum) > 1e-12*(1+sum) {
				t.Fatalf("%v after %d ticks: %v, closed form %v", k, n, m.Rates[k], sum)
			}
		}
	}
}

// TestTicks: many ticks at once are as many one by one, by their bits.
func TestTicks(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var once, many meter.Meter
		if r.IntN(2) == 0 {
			once, many = meter.Born(), meter.Born()
		}
		for range r.IntN(20) {
			if events := r.Uint64N(30); events < 20 {
				once.Mark(events)
				many.Mark(events)
			}
			n := r.Int64N(1 << r.IntN(9))
			for range n {
				once.Tick()
			}
			if many.Ticks(n); many != once {
				t.Fatalf("%d ticks: %+v, one by one %+v", n, many, once)
			}
		}
	}
}

func TestMetricNames(t *testing.T) {
	for m := range meter.Metric(meter.NumMetrics) {
		if got, ok := meter.MetricByName(m.String()); !ok || got != m {
			t.Errorf("%v reads back as %v", m, got)
		}
	}
	if _, ok := meter.MetricByName("mean"); ok {
		t.Error("mean is no load average")
	}
}

func BenchmarkTick(b *testing.B) {
	var m meter.Meter
	m.Mark(3)
	b.ReportAllocs()
	for b.Loop() {
		m.Tick()
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "ticks/s")
}
