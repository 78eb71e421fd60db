package kpi

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

type twinTable map[string][NumKPIs]Value

func twin(opt *Options, legs []sample) (groups twinTable, total [NumKPIs]Value) {
	rows := twinLegs(opt, legs)
	if opt.Population == Calls {
		rows = twinCalls(rows)
	}
	byName := map[string][]twinRow{}
	for i := range rows {
		names := make([]string, len(opt.By))
		for k, d := range opt.By {
			names[k] = twinName(d, opt.Zone, &rows[i])
		}
		key := strings.Join(names, "|")
		byName[key] = append(byName[key], rows[i])
	}
	groups = twinTable{}
	for name, list := range byName {
		groups[name] = twinValues(opt, list)
	}
	return groups, twinValues(opt, rows)
}

// spreadOver adds the legs in batches of random sizes to some accumulators.
func spreadOver(t *testing.T, r *rand.Rand, opt Options, legs []sample, workers int) *Table {
	list := make([]*Accumulator, workers)
	dicts := make([]map[cdr.Field]*cdr.Dict, workers)
	for i := range list {
		list[i], dicts[i] = NewAccumulator(opt), sharedDicts()
	}
	for len(legs) > 0 {
		n, w := min(len(legs), 1+r.IntN(300)), r.IntN(workers)
		d := dicts[w]
		if r.IntN(4) == 0 {
			d = nil
		}
		mustAdd(t, list[w], batchOf(legs[:n], 0, d))
		legs = legs[n:]
	}
	return Tabulate(list)
}

func TestTwin(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	var dims []Dimension
	for _, text := range append(DimensionNames()[:len(dimensions)-1], "prefix:1", "prefix:3") {
		d, err := ParseDimension(text)
		if err != nil {
			t.Fatal(err)
		}
		dims = append(dims, d)
	}
	for seed := range uint64(160) {
		r := rand.New(rand.NewPCG(seed, 1))
		opt := Options{KPIs: allKPIs(), Population: Population(seed % 2), Zone: berlin}
		for range r.IntN(4) {
			if d := pick(r, dims...); !slices.Contains(opt.By, d) {
				opt.By = append(opt.By, d)
			}
		}
		legs := randomSamples(r, 1+r.IntN(300))
		if r.IntN(3) == 0 {
			opt.Filter = cdr.Filter{SinceSec: baseMs/1000 + r.Int64N(3), UntilSec: baseMs/1000 + pick(r, int64(4), 300, 3000)}
		}
		if r.IntN(4) == 0 {
			opt.Filter.Accounts = []string{"acme", "unknown", "nobody"}
			opt.Filter.Directions = []string{"outbound", "unknown"}
			opt.Filter.Gateways = []string{"", "carrier-1"}
			opt.Filter.Causes = []string{"NORMAL_CLEARING", "unknown", "USER_BUSY"}
		}
		groups, total := twin(&opt, legs)
		r.Shuffle(len(legs), func(i, j int) { legs[i], legs[j] = legs[j], legs[i] })
		got := spreadOver(t, r, opt, legs, 1+r.IntN(4))
		if len(opt.By) > 0 && len(got.Groups) != len(groups) {
			t.Fatalf("seed %d: %d groups, want %d", seed, len(got.Groups), len(groups))
		}
		for _, g := range got.Groups {
			want, ok := groups[strings.Join(g.Names, "|")]
			if !ok && len(opt.By) > 0 {
				t.Fatalf("seed %d: group %q is none", seed, g.Names)
			}
			compareValues(t, fmt.Sprintf("seed %d %s %v %q", seed, opt.Population, opt.By, g.Names), g.Values, want, g.Legs)
		}
		compareValues(t, fmt.Sprintf("seed %d %s total", seed, opt.Population), got.Total.Values, total, got.Total.Legs)
		if !slices.IsSortedFunc(got.Groups, func(a, b Group) int { return int(b.Legs) - int(a.Legs) }) {
			t.Errorf("seed %d: not by legs", seed)
		}
	}
}

func compareValues(t *testing.T, place string, got []Value, want [NumKPIs]Value, legs uint64) {
	t.Helper()
	for k := range KPI(NumKPIs) {
		w := want[k]
		if legs == 0 { // an empty total: nothing tells, not even 0
			switch k {
			case LegCount, Seizures:
				w = whole(int64(0))
			default:
				w = Value{}
			}
		}
		if !reflect.DeepEqual(got[k], w) {
			t.Errorf("%s: %s = %+v, want %+v", place, k, got[k], w)
		}
	}
}

// Workers, batch sizes and order leave the same table, to the last bit.
func TestSameForAnyWorkers(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	legs := randomSamples(r, 6000)
	for _, population := range []Population{Legs, Calls} {
		opt := Options{KPIs: allKPIs(), Population: population, By: []Dimension{{Name: "gateway"}, {Name: "cause"}}}
		want := spreadOver(t, r, opt, legs, 1)
		for workers := 2; workers < 6; workers++ {
			r.Shuffle(len(legs), func(i, j int) { legs[i], legs[j] = legs[j], legs[i] })
			if got := spreadOver(t, r, opt, legs, workers); !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %d workers: another table", population, workers)
			}
		}
	}
}
