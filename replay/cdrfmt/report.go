package cdrfmt

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/mend"
	"github.com/cdrlab/cdrlab/replay/count"
)

// report sums a pass up. It fails if a folder held no CDRs or a source turns
// out to be there twice.
func (p *pass) report() (*Report, error) {
	r := &Report{}
	var skipped []input
	found := map[string]bool{} // folders with CDRs
	for _, s := range p.sources {
		switch {
		case s.saved != nil:
			r.Saved = append(r.Saved, *s.saved)
			r.Files = append(r.Files, s.saved.Meta.Sources...)
		case s.recognised():
			r.Files = append(r.Files, s.accounting())
			for i, n := range s.total.flagged {
				r.Flagged[i] += n
			}
		default:
			skipped = append(skipped, s.input)
			continue
		}
		found[s.folder] = true
	}
	for _, s := range skipped {
		if !found[s.folder] {
			return nil, noCDRs(s.folder, "none of its files is recognised")
		}
	}
	r.Remarks = append(skippedRemarks(skipped), layoutRemarks(p.sources)...)
	r.Remarks = append(r.Remarks, asideRemarks(p.sources)...)
	r.Remarks = append(r.Remarks, passedRemarks(p.sources)...)
	r.Remarks = append(r.Remarks, noteRemarks(p.sources)...)
	r.Remarks = append(r.Remarks, clockRemarks(r.Flagged)...)
	return r, countedTwice(p.sources)
}

func (s *source) accounting() count.Source {
	t := &s.total
	return count.Source{Name: s.name, Dialect: s.dialectName(), Rows: t.rows(),
		Accepted: t.accepted, Rejected: t.rejected, Duplicates: t.duplicates, Joined: t.joined}
}

// skippedRemarks names the files that were not recognised, folder by folder.
func skippedRemarks(skipped []input) []string {
	var remarks []string
	for i := 0; i < len(skipped); {
		var names []string
		folder := skipped[i].folder
		for ; i < len(skipped) && skipped[i].folder == folder; i++ {
			names = append(names, skipped[i].name)
		}
		remarks = append(remarks, "not recognised, skipped: "+strings.Join(names, ", "))
	}
	return remarks
}

// layoutRemarks are those of the dialects and of tables; what holds for many files is said
// once, for the first of them.
func layoutRemarks(sources []*source) []string {
	var order []string
	first, more := map[string]string{}, map[string]int{}
	for _, s := range sources {
		var said []string
		switch {
		case s.table != nil:
			said = s.table.Remarks()
		case s.layout != nil:
			said = slices.Concat(mendRemarks(s.mends), s.layout.Remarks(), s.sectionRemarks())
		}
		for _, text := range said {
			if _, ok := first[text]; !ok {
				first[text] = s.name
				order = append(order, text)
			} else {
				more[text]++
			}
		}
	}
	remarks := make([]string, len(order))
	for i, text := range order {
		remarks[i] = first[text] + ": " + text
		if n := more[text]; n > 0 {
			remarks[i] = fmt.Sprintf("%s and %d more: %s", first[text], n, text)
		}
	}
	return remarks
}

// asideRemarks tells how many records were passed over that are no rows of
// their own, and what they are.
func asideRemarks(sources []*source) []string {
	var order []string
	records, first, files := map[string]uint64{}, map[string]string{}, map[string]int{}
	for _, s := range sources {
		if s.layout == nil {
			continue
		}
		for i, what := range s.layout.Asides() {
			n := s.total.asides[i]
			if n == 0 {
				continue
			}
			if files[what] == 0 {
				order, first[what] = append(order, what), s.name
			}
			records[what] += n
			files[what]++
		}
	}
	remarks := make([]string, len(order))
	for i, what := range order {
		place := first[what]
		if n := files[what] - 1; n > 0 {
			place += fmt.Sprintf(" and %d more", n)
		}
		remarks[i] = fmt.Sprintf("%s: records passed over: %d %s", place, records[what], what)
	}
	return remarks
}

// mendRemarks tell what was done to a text before it was read.
func mendRemarks(list []mend.Mend) []string {
	var remarks []string
	for _, m := range list {
		remarks = append(remarks, m.Remark())
	}
	return remarks
}

// passedRemarks tells what was passed over in files as no row.
func passedRemarks(sources []*source) []string {
	var remarks []string
	for _, s := range sources {
		first := s.total.firstPassed
		if first == nil {
			continue
		}
		text := fmt.Sprintf("%s:%d: %s", s.name, first.line, first.reason)
		if more := s.total.passed - 1; more > 0 {
			text += fmt.Sprintf(", and %d more", more)
		}
		remarks = append(remarks, text)
	}
	return remarks
}

// noteRemarks tells what is to be known of rows, each once, by the first of
// them.
func noteRemarks(sources []*source) []string {
	var all tally
	var names []string // of the source of the first row, by note
	for _, s := range sources {
		for _, n := range s.total.notes {
			if all.note(n); len(all.notes) > len(names) {
				names = append(names, s.name)
			}
		}
	}
	var remarks []string
	for i, n := range all.notes {
		more := ""
		if n.rows > 1 {
			more = fmt.Sprintf(" and %d more", n.rows-1)
		}
		remarks = append(remarks, fmt.Sprintf("%s:%d%s: %s", names[i], n.line, more, n.reason))
	}
	return remarks
}

// clockRemarks warns of local times that can be two instants, or none.
func clockRemarks(flagged [cdr.NumFlags]uint64) []string {
	n := flagged[bits.TrailingZeros32(uint32(cdr.FlagClockGuessed))]
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d rows have a local time in a repeated or missing hour; the first of the two was taken, or the time moved forward", n)}
}
