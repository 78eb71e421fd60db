package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// matchHeader lays out a file by the names in its header, or, where columns
// are given by number, without one.
func matchHeader(s sample, _ string, opt *Options) (l *Layout, why string) {
	rows := s.rows()
	if len(rows) == 0 {
		return nil, "no header"
	}
	if isHeader(rows[0], opt.Columns) {
		l = headed(header, s)
		l.addKnown()
		if l.isCanonical() {
			l.addCanonical(s.sep == ',' || s.table)
			return l, ""
		}
		l.add(cdr.HangupCause, l.columns[cdr.HangupCauseCode]...)
		l.addGateway(rows[1:])
		l.dropTimeless(rows[1:])
		l.addWays(rows[1:])
		l.addOutcomes(rows[1:])
		l.unwrapCells(rows[1:])
		l.joinDays(rows[1:])
		l.putTotalsAside(rows[1:])
		l.putOthersAside(s.sep, rows[1:])
		return l, ""
	}
	for _, m := range opt.Columns {
		if m.Index > 0 {
			return &Layout{name: header, leading: s.leading, width: rows[0].Len()}, ""
		}
	}
	return nil, "no header with known names, found " + firstCells(s)
}

// isHeader tells a header from a row: it names two known fields, or a column
// that a person named, or a known field where nothing could be a value.
func isHeader(r *lex.Record, named []ColumnMap) bool {
	names := cells(r)
	for _, m := range named {
		if m.Name != "" && indexOfName(names, m.Name) >= 0 {
			return true
		}
	}
	known := countKnown(r)
	return known >= 2 || known == 1 && !slices.ContainsFunc(names, func(name string) bool {
		return strings.ContainsAny(name, "0123456789")
	}) || !couldHold(names, named)
}

// couldHold tells whether the columns given by number could hold a row's
// values: the times are times.
func couldHold(cells []string, named []ColumnMap) bool {
	for _, m := range named {
		if m.Field.Kind() != cdr.Time || m.Index < 1 || m.Index > len(cells) {
			continue
		}
		if !strings.ContainsAny(cells[m.Index-1], "0123456789") && cells[m.Index-1] != "" {
			return false
		}
	}
	return true
}

// indexOfName finds a column by its name, case aside; -1 if there is none.
func indexOfName(names []string, name string) int {
	return slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
}

// addKnown adds each column whose name is known, those of a field best first.
func (l *Layout) addKnown() {
	rank := map[int]int{}
	for i, name := range l.headings {
		h, ok := fieldOfHeader(name)
		if !ok {
			continue
		}
		rank[i] = h.rank
		l.add(h.field, column{index: i, name: name, unit: h.unit, utc: h.utc})
	}
	for f := range l.columns {
		slices.SortStableFunc(l.columns[f], func(a, b column) int { return rank[a.index] - rank[b.index] })
	}
	l.addRingAndTalk()
	l.addVagueStart()
	l.splitInvite()
}

// addRingAndTalk makes the duration of the time to ring and that to talk, where
// the header has these alone, as 3CX's reports do.
func (l *Layout) addRingAndTalk() {
	if len(l.columns[cdr.DurationMs])+len(l.columns[cdr.EndTime]) > 0 || len(l.columns[cdr.BillsecMs]) == 0 {
		return
	}
	for i, name := range l.headings {
		if normalName(name) == "ringing" {
			c := l.columns[cdr.BillsecMs][0]
			c.plus, c.sum = []int{i + 1}, true
			l.add(cdr.DurationMs, c)
			l.remark(fmt.Sprintf("durations are %q and %q together", name, c.name))
			return
		}
	}
}
