package joining

// said is a row by what it says.
type said struct {
	content uint64
	us      int64
	kind    Kind
}

// saidAs is what a row says and under which number.
type saidAs struct {
	said
	id uint64
}

// leaveRepeats appends an outcome for every row that is an earlier one again:
// it says the same, and stands in another source or has the same number. It
// gives the rest, in the memory of rows.
func leaveRepeats(rows []Row, to []Outcome) ([]Row, []Outcome) {
	kept := rows[:0]
	var sources map[said]uint32 // the one source of the rows kept that say it
	var known map[saidAs]bool
	for i := range rows {
		r := rows[i]
		if !sharesInstant(rows, kept, i) {
			kept = append(kept, r)
			continue
		}
		if sources == nil {
			sources, known = map[said]uint32{}, map[saidAs]bool{}
		}
		as := saidAs{said{r.Content, r.Us, r.Kind}, r.ID}
		if source, ok := sources[as.said]; ok && (source != r.At.Source || known[as]) {
			to = append(to, Outcome{At: r.At, Verdict: Repeats})
			continue
		}
		sources[as.said], known[as] = r.At.Source, true
		kept = append(kept, r)
	}
	return kept, to
}

// sharesInstant tells whether a neighbour of row i is of its kind and instant:
// only then can there be one that says the same. The rows before i are kept or
// left already, so the last of either stands for them.
func sharesInstant(rows, kept []Row, i int) bool {
	same := func(a, b *Row) bool { return a.Us == b.Us && a.Kind == b.Kind }
	if i+1 < len(rows) && same(&rows[i], &rows[i+1]) {
		return true
	}
	return len(kept) > 0 && same(&rows[i], &kept[len(kept)-1])
}
