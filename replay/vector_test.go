package replay

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/internal/vector"
	"github.com/cdrlab/cdrlab/replay/meter"
)

const vectorDir = "../testdata/vectors/load_average"

func vectorThresholds(s *vector.Set) *alert.Thresholds {
	t := &alert.Thresholds{}
	for m, v := range []vector.Float{s.One, s.Five, s.Fifteen, s.Day} {
		t[m] = alert.Threshold{Value: float64(v), Set: true}
	}
	return t
}

// TestVectorDecisions holds every check decision of the real application.
func TestVectorDecisions(t *testing.T) {
	files, err := vector.Load(vectorDir)
	if err != nil {
		t.Fatal(err)
	}
	decisions := 0
	for _, f := range files {
		if len(f.Sets) == 0 {
			t.Errorf("%s: no thresholds", f.Name)
		}
		for _, set := range f.Sets {
			limits := vectorThresholds(set).Limits()
			var m meter.Meter
			for tick := int64(1); tick <= f.Check.Last; tick++ {
				m.Mark(f.Counts[tick])
				m.Tick()
				if tick < f.Check.First || (tick-f.Check.First)%f.Check.Every != 0 {
					continue
				}
				decisions++
				want := set.Exceeded[tick]
				if got := exceeded(&m.Rates, &limits).names(); !slices.Equal(got, want) {
					t.Errorf("%s, %s: check at tick %d: exceeded %v, want %v", f.Name, set.Name, tick, got, want)
				}
			}
		}
	}
	t.Logf("%d decisions", decisions)
}

// TestVectorsThroughRun brings the same files in as counted legs and holds
// the alerts of Run and the rows of Trace against them.
func TestVectorsThroughRun(t *testing.T) {
	files, err := vector.Load(vectorDir)
	if err != nil {
		t.Fatal(err)
	}
	const cause, first = "PROGRESS_TIMEOUT", int64(1_700_000_003)
	for _, f := range files {
		if !f.StartsWithEvent { // born of a command, which no leg can do
			continue
		}
		set := &count.Set{Causes: []string{cause}, Accounts: []string{"a"}, Gateways: []string{""}}
		for _, tick := range slices.Sorted(maps.Keys(f.Counts)) {
			second := first + 5*(tick-1)
			if tick > 1 {
				second += tick % 5 // anywhere inside the tick
			}
			set.Groups = append(set.Groups, count.Group{Second: uint32(second), N: f.Counts[tick]})
		}
		start := Second(first + 5*f.Check.First)
		for start > Second(first) {
			start -= CheckSec
		}
		opt := Options{Since: Second(first), Until: Second(first + 5*f.Check.Last + 1), AppStart: &start}
		values := map[Second]vector.Values{}
		for _, v := range f.Values {
			values[Second(first+5*v.Tick)] = v
		}
		for _, s := range f.Sets {
			cfg := &alert.Config{Monitor: []string{cause}, Causes: map[string]*alert.Thresholds{cause: vectorThresholds(s)}}
			want := map[Second][]string{}
			for tick, metrics := range s.Exceeded {
				want[Second(first+5*tick)] = metrics
			}
			got, traced := map[Second][]string{}, map[Second][]string{}
			opt.Alerts = func(a Alert) error { got[a.Time] = a.metricNames(); return nil }
			if _, err := Run(context.Background(), set, cfg, opt); err != nil {
				t.Fatal(err)
			}
			err := Trace(context.Background(), set, cfg, opt, false, func(row *TraceRow) error {
				if len(row.Exceeded) > 0 {
					traced[row.Time] = row.Exceeded
				}
				v, ok := values[row.Time]
				if !ok {
					return nil
				}
				for m, pair := range [][2]float64{
					{row.One, float64(v.One)}, {row.Five, float64(v.Five)},
					{row.Fifteen, float64(v.Fifteen)}, {row.Day, float64(v.Day)},
				} {
					if math.Float64bits(pair[0]) != math.Float64bits(pair[1]) {
						return fmt.Errorf("%s: %v at %s is %v, want %v", f.Name, meter.Metric(m), row.Time, pair[0], pair[1])
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			// The checks of a run may begin before the file's schedule does.
			for at := range got {
				if at < Second(first+5*f.Check.First) {
					delete(got, at)
					delete(traced, at)
				}
			}
			if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(traced, want) {
				t.Errorf("%s, %s: %d alerts, %d in the trace, want %d", f.Name, s.Name, len(got), len(traced), len(want))
			}
		}
	}
}

// TestTinyLimit: a limit next to 0 still gives a result that JSON can write.
func TestTinyLimit(t *testing.T) {
	set := &count.Set{Causes: []string{"X"}, Accounts: []string{"a"}, Gateways: []string{""}, Groups: []count.Group{{Second: 1000, N: 1000}}}
	cfg := &alert.Config{Monitor: []string{"X"}, Causes: map[string]*alert.Thresholds{"X": {{Value: 5e-324, Set: true}, {Value: 3e307, Set: true}}}}
	res, err := Run(context.Background(), set, cfg, Options{Since: 1000, Until: 2000})
	if err != nil || len(res.Firings) != 1 {
		t.Fatalf("%d firings, %v", len(res.Firings), err)
	}
	if _, err := json.Marshal(res); err != nil {
		t.Error(err)
	}
}
