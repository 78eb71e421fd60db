package kpi

import (
	"cmp"
	"slices"
)

// Table is the answer.
type Table struct {
	// By and KPIs are those of the options: what Names and Values are of.
	By   []Dimension
	KPIs []KPI
	// Groups are those with at least one row, by legs, most first, then by
	// name. Without dimensions there is one, of everything, even if empty.
	Groups []Group
	// Total is everything as one group; its Names are empty.
	Total Group
	// Accepted legs were added, Kept ones passed the filter. Unnamed of these
	// have no identifier, so population calls leaves them out; with population
	// legs it is 0.
	Accepted, Kept, Unnamed uint64
	// Rows is how many legs or calls, by population, the total has.
	Rows uint64
	// FirstUs and LastUs are when the first and the last kept leg ended, in
	// microseconds since 1970; 0 if none was kept.
	FirstUs, LastUs int64
}

// Group is one line of the answer.
type Group struct {
	// Names are its values, dimension by dimension; "" is no value.
	Names []string
	// Values are its figures, in the order of the KPIs.
	Values []Value
	// Legs is how many legs it has, whatever the population.
	Legs uint64
}

// Tabulate joins the accumulators of all workers, which must have the same
// options and must not be used afterwards. There must be at least one.
func Tabulate(parts []*Accumulator) *Table {
	opt := parts[0].opt
	all := parts[0]
	for _, p := range parts[1:] {
		all.merge(p)
	}
	t := &Table{By: opt.By, KPIs: opt.KPIs, Accepted: all.accepted, Kept: all.keptLegs, FirstUs: all.period.firstUs, LastUs: all.period.lastUs}
	if all.book != nil {
		t.Unnamed = all.book.unnamed
		all.book.each(all.measure)
	}
	all.measures.grow(max(1, all.grouping.size()))

	sum := newMeasures(&opt, opt.parts(), &callIDs{})
	sum.grow(1)
	sum.merge(all.measures, make([]uint32, all.measures.size))
	sum.finish()
	all.measures.finish()

	t.Rows = sum.legs.groups[0].rows
	t.Total = newGroup(sum, 0, opt.KPIs, nil)
	for g := range all.grouping.size() {
		if all.measures.legs.groups[g].rows > 0 || len(opt.By) == 0 {
			t.Groups = append(t.Groups, newGroup(all.measures, g, opt.KPIs, all.grouping.names(uint32(g))))
		}
	}
	slices.SortFunc(t.Groups, func(a, b Group) int {
		switch {
		case a.Legs > b.Legs:
			return -1
		case a.Legs < b.Legs:
			return 1
		}
		return t.compareNames(a.Names, b.Names)
	})
	return t
}

func newGroup(m *measures, g int, kpis []KPI, names []string) Group {
	values := make([]Value, len(kpis))
	for i, k := range kpis {
		values[i] = catalogue[k].value(m, g)
	}
	return Group{Names: names, Values: values, Legs: m.legs.groups[g].legs}
}

// compareNames orders groups by name, dimension by dimension.
func (t *Table) compareNames(a, b []string) int {
	for i, d := range t.By {
		if c := d.compareNames(a[i], b[i]); c != 0 {
			return c
		}
	}
	return 0
}

// SortBy orders the groups by a figure of the table; equal ones by name,
// undefined ones last. It changes nothing if the table has no such figure.
func (t *Table) SortBy(k KPI, ascending bool) {
	i := slices.Index(t.KPIs, k)
	if i < 0 {
		return
	}
	slices.SortFunc(t.Groups, func(a, b Group) int {
		if c := compare(a.Values[i], b.Values[i], ascending); c != 0 {
			return c
		}
		return t.compareNames(a.Names, b.Names)
	})
}

// SortByDimension orders the groups by their i-th name, hours and days as
// they come, and equal ones by the other names.
func (t *Table) SortByDimension(i int, descending bool) {
	slices.SortFunc(t.Groups, func(a, b Group) int {
		c := t.By[i].compareNames(a.Names[i], b.Names[i])
		if descending {
			c = -c
		}
		return cmp.Or(c, t.compareNames(a.Names, b.Names))
	})
}
