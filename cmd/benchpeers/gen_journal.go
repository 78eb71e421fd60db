package main

import (
	"cmp"
	"io"
	"slices"
)

// journal writes the rows of dialects in which a leg has several, in the order
// of time: those of one leg stand far apart.
type journal struct {
	legs []leg
	rows []journalRow
}

// entry is a row that a leg leaves in a journal.
type entry struct {
	unixMs int64
	kind   int // of the dialect
}

type journalRow struct {
	entry
	leg int // of legs
}

// add takes note of a leg.
func (j *journal) add(d *spoken, l *leg) {
	for _, e := range d.entries(l) {
		j.rows = append(j.rows, journalRow{e, len(j.legs)})
	}
	j.legs = append(j.legs, *l)
}

// write writes what was noted.
func (j *journal) write(to io.Writer, w *rowWriter, d *spoken) error {
	slices.SortFunc(j.rows, func(a, b journalRow) int {
		return cmp.Or(cmp.Compare(a.unixMs, b.unixMs), cmp.Compare(a.leg, b.leg), cmp.Compare(a.kind, b.kind))
	})
	for _, r := range j.rows {
		w.begin()
		d.entry(w, &j.legs[r.leg], r.entry)
		if _, err := to.Write(w.end()); err != nil {
			return err
		}
	}
	return nil
}
