package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/analyze/kpi"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// question is what is asked of the traffic.
type question struct {
	by         []kpi.Dimension
	kpis       []kpi.KPI
	population kpi.Population
	sort       sortKey
	top        int // 0 is all
}

// sortKey is a figure or a dimension to order groups by.
type sortKey struct {
	given     bool
	kpi       kpi.KPI
	dimension int // index of by, -1 for a figure
	ascending bool
}

// defaultKPIs tell at a glance how calls fare.
var defaultKPIs = []kpi.KPI{
	kpi.LegCount, kpi.Seizures, kpi.Answered, kpi.ASRPct, kpi.NERPct, kpi.ACDSec, kpi.PDDP95Ms, kpi.ShortPct, kpi.AbnormalPct,
}

const analyzeHint = "cdrlab analyze --help"

// question checks the flags.
func (f *analyzeFlags) question() (*question, error) {
	q := &question{kpis: slices.Clone(defaultKPIs), top: f.top}
	if err := oneOf("--population", f.population, kpi.Legs.String(), kpi.Calls.String()); err != nil {
		return nil, err
	}
	if f.population == kpi.Calls.String() {
		q.population, q.kpis[0] = kpi.Calls, kpi.CallCount
	}
	for _, text := range f.by {
		d, err := kpi.ParseDimension(strings.TrimSpace(text))
		if err != nil {
			return nil, atFlag("--by", err)
		}
		if slices.Contains(q.by, d) {
			return nil, twice("--by", d.String())
		}
		q.by = append(q.by, d)
	}
	if f.kpis != nil {
		q.kpis = nil
	}
	if f.kpis != nil && len(f.kpis) == 0 {
		return nil, &cdr.UsageError{Problem: "--kpi: none given, one or more wanted", Hint: analyzeHint}
	}
	for _, text := range f.kpis {
		k, err := kpi.ParseKPI(strings.TrimSpace(text))
		if err != nil {
			return nil, atFlag("--kpi", err)
		}
		if slices.Contains(q.kpis, k) {
			return nil, twice("--kpi", k.String())
		}
		q.kpis = append(q.kpis, k)
	}
	if f.top < 0 {
		return nil, &cdr.UsageError{Problem: fmt.Sprintf("--top: %d found, a number of groups wanted", f.top), Hint: "--top 10"}
	}
	return q, q.resolveSort(f.sort)
}

// atFlag puts the flag in front of a usage error, and the list of what there
// is where it has no hint.
func atFlag(flag string, err error) error {
	if usage, ok := err.(*cdr.UsageError); ok {
		usage.Problem = flag + ": " + usage.Problem
		if usage.Hint == "" {
			usage.Hint = analyzeHint
		} else {
			usage.Hint = flag + " " + usage.Hint
		}
	}
	return err
}

func twice(flag, name string) error {
	return &cdr.UsageError{Problem: fmt.Sprintf("%s: %s given twice, once wanted", flag, name)}
}

// resolveSort reads --sort.
func (q *question) resolveSort(text string) error {
	if text == "" {
		return nil
	}
	q.sort.given = true
	name, ascending := strings.CutSuffix(text, ":asc")
	name, descending := strings.CutSuffix(name, ":desc")
	names := make([]string, len(q.by))
	for i, d := range q.by {
		names[i] = d.String()
	}
	if i := slices.Index(names, name); i >= 0 {
		q.sort.dimension, q.sort.ascending = i, !descending
		return nil
	}
	q.sort.dimension, q.sort.ascending = -1, ascending
	for _, k := range q.kpis {
		names = append(names, k.String())
	}
	if !slices.Contains(names, name) {
		e := &cdr.UsageError{
			Problem: fmt.Sprintf("--sort: %q found, one of the figures and dimensions asked for wanted: %s", name, strings.Join(names, ", ")),
		}
		if slices.Contains(kpi.KPINames(), name) {
			e.Hint = "--kpi ...," + name
		} else if near := cdr.Nearest(name, names); near != "" {
			e.Hint = "--sort " + near
		}
		return e
	}
	k, err := kpi.ParseKPI(name)
	q.sort.kpi = k
	return err
}

// order sorts the groups as asked; without --sort they are by legs already.
func (q *question) order(t *kpi.Table) {
	switch {
	case !q.sort.given:
	case q.sort.dimension >= 0:
		t.SortByDimension(q.sort.dimension, !q.sort.ascending)
	default:
		t.SortBy(q.sort.kpi, q.sort.ascending)
	}
}
