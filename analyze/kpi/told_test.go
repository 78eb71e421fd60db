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

// fromSources makes legs ones of sources that lack some columns each.
func fromSources(r *rand.Rand, legs []sample) {
	sources := make([]cdr.Flags, 1+r.IntN(4))
	for i := range sources {
		for _, u := range cdr.Untold {
			if r.IntN(2) == 0 {
				sources[i] |= u.Flag
			}
		}
	}
	run := 1 + r.IntN(20)
	for i := range legs {
		s := &legs[i]
		s.lacks = sources[i/run%len(sources)]
		if s.lacks&cdr.FlagNoAnswers != 0 {
			s.answerMs, s.billMs = -1, -1
		}
		if s.lacks&cdr.FlagNoCauses != 0 {
			s.cause = ""
		}
		if s.lacks&cdr.FlagNoAccounts != 0 {
			s.account = ""
		}
	}
}

// bySource are batches of the columns that each source has.
func bySource(legs []sample) []*cdr.Batch {
	var list []*cdr.Batch
	for from := 0; from < len(legs); {
		to := from + 1
		for to < len(legs) && legs[to].lacks == legs[from].lacks {
			to++
		}
		without := cdr.FieldSet(0)
		for _, u := range cdr.Untold {
			if legs[from].lacks&u.Flag != 0 {
				without |= cdr.FieldsOf(u.Fields...)
			}
		}
		list = append(list, batchOf(legs[from:to], without, nil))
		from = to
	}
	return list
}

// canonicalBatch has all columns, and tells by flags what sources have not.
func canonicalBatch(legs []sample) *cdr.Batch {
	legs = slices.Clone(legs)
	flags := cdr.NewColumn(cdr.RowFlags)
	for i := range legs {
		s := &legs[i]
		f := s.lacks | cdr.FlagRepaired // which is of no matter here
		if s.call == "" {
			s.call, f = fmt.Sprintf("file:%d", i), f|cdr.FlagIDMade
		}
		flags.AppendInt(int64(f))
	}
	b := batchOf(legs, 0, nil)
	b.SetColumn(cdr.RowFlags, flags)
	return b
}

// What a source has no column for is not known, whether the columns of batches
// tell it or, in canonical ones, the flags of each row.
func TestTwinOfSources(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 5))
		opt := Options{KPIs: allKPIs(), Population: Population(seed % 2), Zone: time.UTC}
		for _, name := range []string{"gateway", "cause", "account"} {
			if r.IntN(2) == 0 {
				opt.By = append(opt.By, Dimension{Name: name})
			}
		}
		if r.IntN(3) == 0 {
			opt.Filter.Directions = []string{"outbound", "unknown"}
		}
		legs := randomSamples(r, 1+r.IntN(200))
		fromSources(r, legs)
		groups, total := twin(&opt, legs)
		for name, batches := range map[string][]*cdr.Batch{
			"by source": bySource(legs), "canonical": {canonicalBatch(legs)},
			"canonical in two": {canonicalBatch(legs[:len(legs)/2]), canonicalBatch(legs[len(legs)/2:])},
		} {
			list := []*Accumulator{NewAccumulator(opt), NewAccumulator(opt)}
			for i, b := range batches {
				mustAdd(t, list[i%2], b)
			}
			got := Tabulate(list)
			if len(opt.By) > 0 && len(got.Groups) != len(groups) {
				t.Fatalf("seed %d, %s: %d groups, want %d", seed, name, len(got.Groups), len(groups))
			}
			for _, g := range got.Groups {
				if len(opt.By) > 0 {
					compareValues(t, fmt.Sprintf("seed %d, %s, %v %q", seed, name, opt.By, g.Names), g.Values, groups[strings.Join(g.Names, "|")], g.Legs)
				}
			}
			compareValues(t, fmt.Sprintf("seed %d, %s, total", seed, name), got.Total.Values, total, got.Total.Legs)
		}
	}
}

// A value that is there is believed, whatever the flags say.
func TestFlagsHideNoValue(t *testing.T) {
	legs := hand()
	for i := range legs {
		legs[i].lacks = cdr.FlagNoAnswers | cdr.FlagNoCauses | cdr.FlagNoAccounts
	}
	values := func(b *cdr.Batch) []Value {
		a := NewAccumulator(Options{KPIs: allKPIs()})
		mustAdd(t, a, b)
		return Tabulate([]*Accumulator{a}).Total.Values
	}
	full := slices.DeleteFunc(slices.Clone(legs), func(s sample) bool { return s.account == "" || s.cause == "" || s.billMs < 0 && s.answerMs < 0 })
	if len(full) < 2 {
		t.Fatal("a poor example")
	}
	if got, want := values(canonicalBatch(full)), values(batchOf(full, 0, nil)); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}
