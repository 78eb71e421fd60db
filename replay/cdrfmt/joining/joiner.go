package joining

// Joiner says what becomes of the rows of calls, one call at a time. The zero
// Joiner is ready and reuses its memory.
type Joiner struct{ call call }

// Join takes the rows of one call in the order of Row.Append. It appends one
// outcome a row, in any order, and uses the memory of rows.
func (j *Joiner) Join(rows []Row, to []Outcome) []Outcome {
	rows, to = leaveRepeats(rows, to)
	if len(rows) == 0 {
		return to
	}
	first := len(to)
	for i := range rows {
		to = append(to, Outcome{At: rows[i].At, Verdict: Joined})
	}
	if rows[0].Kind >= ChanStart {
		channels(rows, to[first:])
	} else {
		j.call.join(rows, to[first:])
	}
	return to
}
