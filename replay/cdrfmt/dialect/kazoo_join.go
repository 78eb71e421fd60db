package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// joints are the columns whose cells may hold the separator unquoted, so that
// one cell arrives as several fields.
type joints struct {
	// date is the column of rfc_1036, whose "Mon, 30 Mar 2020 ..." always
	// holds a comma; -1 if there is none.
	date int
	// before and after it, the columns that may hold commas, likeliest first.
	before, after []int
	// numbers hold digits or nothing, and dialled what was dialled from or
	// to: a wrong join shows in them.
	numbers, dialled []int
	// fits, if set, tells whether the fields of a record could be laid over the
	// columns with so many more in the first of before, and widths which other
	// numbers of fields are no fault.
	fits   func(r *lex.Record, more int) bool
	widths map[int]bool
}

// maxJoined bounds how many commas are looked for in a row.
const maxJoined = 32

// bareJoints are KAZOO's, by the columns of its header.
func bareJoints(at map[string]int) joints {
	j := joints{date: -1}
	if i, ok := at["rfc_1036"]; ok {
		j.date = i
	}
	for _, name := range []string{"caller_id_name", "callee_id_name", "rate_name", "media_recordings"} {
		switch i, ok := at[name]; {
		case ok && (j.date < 0 || i < j.date):
			j.before = append(j.before, i)
		case ok:
			j.after = append(j.after, i)
		}
	}
	for _, name := range []string{"duration_seconds", "billing_seconds", "timestamp", "unix_timestamp", "unix_timestamp_micro"} {
		if i, ok := at[name]; ok {
			j.numbers = append(j.numbers, i)
		}
	}
	for _, name := range []string{"caller_id_number", "callee_id_number", "dialed_number"} {
		if i, ok := at[name]; ok {
			j.dialled = append(j.dialled, i)
		}
	}
	return j
}

// dateField is the field at which rfc_1036 begins, if it came apart.
func (j *joints) dateField(r *lex.Record) (field int, found bool) {
	if j.date < 0 {
		return 0, false
	}
	for i := j.date; i+1 < r.Len(); i++ {
		rest := r.Bare(i + 1)
		if isWeekday(r.Bare(i)) && len(rest) > 2 && rest[0] == ' ' && isDigit(rest[1]) {
			return i, true
		}
	}
	return 0, false
}

func isWeekday(b []byte) bool {
	switch string(b) {
	case "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun":
		return true
	}
	return false
}

// fitBare lays a record of an unquoted join over the columns: from the left up
// to rfc_1036 and from the right down to it. The comma of rfc_1036 itself is
// always undone; any other field too many is a comma in a name, and the join
// is taken under which the columns of numbers hold numbers. ok is false if
// there is none.
func (d *Decoder) fitBare(r *lex.Record) (repaired, ok bool) {
	j := &d.layout.join
	before, after, date := r.Len()-d.layout.width, 0, join{column: -1}
	if at, found := j.dateField(r); found {
		date = join{j.date, 1}
		before = at - j.date
		after = r.Len() - (at + 2) - (d.layout.width - j.date - 1)
	}
	if before > maxJoined || after > maxJoined || after > 0 && len(j.after) == 0 {
		return false, false
	}
	right := join{column: -1}
	if after > 0 {
		right = join{j.after[0], after}
	}
	if before <= 0 {
		d.lay(r, date, right)
		return after > 0, true
	}
	best, bestScore := [2]join{}, -1
	consider := func(a, b join) {
		d.lay(r, date, right, a, b)
		if score := d.score(r); score > bestScore {
			best, bestScore = [2]join{a, b}, score
		}
	}
	for i, column := range j.before {
		consider(join{column, before}, join{column: -1})
		for n := before - 1; i > 0 && n > 0; n-- { // commas in two of them
			consider(join{j.before[0], n}, join{column, before - n})
		}
	}
	if bestScore < 0 {
		return false, false
	}
	d.lay(r, date, right, best[0], best[1])
	return true, true
}

// score is negative if a column of numbers holds none, and higher the more
// columns of dialled numbers look like some.
func (d *Decoder) score(r *lex.Record) int {
	j := &d.layout.join
	for _, c := range j.numbers {
		b := bytes.TrimSpace(d.laid(r, c))
		if _, ok := parseDecimal(b); !ok && len(b) > 0 {
			return -1
		}
	}
	score := 0
	for _, c := range j.dialled {
		if isDialled(d.laid(r, c)) {
			score++
		}
	}
	return score
}

// isDialled tells a number or an extension from a part of a name.
func isDialled(b []byte) bool {
	for _, c := range b {
		if !isDigit(c) && c != '+' && c != '*' && c != '#' {
			return false
		}
	}
	return true
}
