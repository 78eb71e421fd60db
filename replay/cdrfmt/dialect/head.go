package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// sample is the start of a file taken apart: what recognition looks at.
type sample struct {
	sep     byte
	records []*lex.Record
	// leading is how many records stand before the header or, where there is
	// none, before the first row: comments and titles.
	leading int
	// table: the records are rows of a table that a translator took apart, with
	// nothing between them.
	table   bool
	rest    []byte // of the head, behind the records
	sampler lex.Sampler
	head    *firstRow
	text    []byte // the head itself; nil of a table
}

// maxSampled bounds how many records are looked at.
const maxSampled = 4096

// maxColumns bounds how many columns a table has: as many as a spreadsheet's.
const maxColumns = 16384

// maxTried bounds how many of them tell whether the separator is the right one.
const maxTried = 64

// takeSample splits the head of a file into records, so many at most. A last
// record without a line end counts only if the head is all there is, or if it
// holds no other.
func takeSample(head []byte, sep byte, whole bool, most int) sample {
	s := sample{sep: sep, rest: head}
	s.take(whole, most)
	return s
}

// take splits more of the head, up to so many records in all.
func (s *sample) take(whole bool, most int) {
	for len(s.records) < most {
		r, n, ok := s.sampler.First(s.rest, s.sep, whole)
		if !ok && len(s.records) == 0 && !whole {
			r, n, ok = s.sampler.First(s.rest, s.sep, true)
		}
		if !ok {
			break
		}
		s.records, s.rest = append(s.records, r), s.rest[n:]
	}
	s.leading = s.comments() + s.titles()
	s.head = new(firstRow)
}

// separators are those that are told apart by content, likeliest first.
const separators = ",;\t|^"

// bestSample splits the head by the separator under which the header names the
// most known fields or, where there is none, the first row has the most cells
// and shares their number with the record after it.
func bestSample(head []byte, whole bool) sample {
	best, bestScore, without := sample{}, -1, false
	for i := range len(separators) {
		if bytes.IndexByte(head, separators[i]) < 0 {
			if without { // it makes the same of the head as the one before
				continue
			}
			without = true
		}
		s := takeSample(head, separators[i], whole, maxTried)
		if s.comments() > maxTried-maxTitles-2 { // too little of it is rows
			s.take(whole, maxSampled)
		}
		rows := s.rows()
		if len(rows) == 0 || separators[i] != ',' && isInsert(rows[0].Raw) {
			continue
		}
		score := 1000*countKnown(rows[0]) + min(rows[0].Len(), 400)
		if len(rows) > 1 && rows[0].Len() > 1 && rows[0].Len() == rows[1].Len() {
			score += 500
		}
		if score > bestScore {
			best, bestScore = s, score
		}
	}
	if len(best.records) == maxTried {
		best.take(whole, maxSampled)
	}
	return best
}

// rows are the header, if there is one, and what follows it.
func (s sample) rows() []*lex.Record { return s.records[s.leading:] }

// comments is how many records at the start are comments, or statements of a
// database dump before its rows.
func (s sample) comments() int {
	n := 0
	for !s.table && n < len(s.records) && (isComment(s.records[n].Raw) || isStatement(s.records[n].Raw) || isSeparatorLine(s.records[n].Raw)) {
		n++
	}
	return n
}

// isSeparatorLine tells the "sep=;" that tells a spreadsheet the separator.
func isSeparatorLine(raw []byte) bool {
	sep, ok := bytes.CutPrefix(raw, []byte("sep="))
	return ok && len(bytes.TrimSpace(sep)) <= 1
}

// isComment tells a line that billing systems put between rows.
func isComment(raw []byte) bool { return len(raw) > 0 && raw[0] == '#' }

// maxTitles bounds how many lines a report puts above its header.
const maxTitles = 20

// titles is how many records after the comments stand above the header:
// the name and the period of a report, or the "sep=;" of a spreadsheet. It is
// 0 unless a record that is surely a header follows and none that may be a row
// comes before it.
func (s sample) titles() int {
	records := s.records[s.comments():]
	for i := range records[:min(len(records), maxTitles+1)] {
		if countKnown(records[i]) < 2 {
			continue
		}
		if i > 0 && countKnown(records[i]) < 3 && hasDigits(records[i]) {
			continue
		}
		for _, title := range records[:i] {
			if hasStamp(title) && (title.Len() == records[i].Len() || hasOutcome(title) || filled(title) >= 8) {
				return 0
			}
		}
		return i
	}
	return 0
}

func hasDigits(r *lex.Record) bool { return bytes.ContainsAny(r.Raw, "0123456789") }

// hasStamp tells whether a cell of a record is a time.
func hasStamp(r *lex.Record) bool {
	for i := range r.Len() {
		if isStamp(bytes.TrimSpace(r.Field(i))) {
			return true
		}
	}
	return false
}

// filled is how many cells of a record hold something.
func filled(r *lex.Record) int {
	n := 0
	for i := range r.Len() {
		if !isBlank(r, i) {
			n++
		}
	}
	return n
}

// hasOutcome tells whether a cell of a record is what became of a call.
func hasOutcome(r *lex.Record) bool {
	for i := range r.Len() {
		if b := bytes.TrimSpace(r.Field(i)); len(b) < 64 && (isCauseName(string(b)) || isOutcome(string(b))) {
			return true
		}
	}
	return false
}

// isStamp tells a written time, or a number that counts to a present-day one.
func isStamp(b []byte) bool {
	if s, ok := parseStamp(b, dayFirst); ok {
		return s.sec != noTimeSec
	}
	if _, ok := parseStamp(b, monthFirst); ok {
		return true
	}
	d, ok := parseDecimal(b)
	return ok && !d.negative && unitOfMagnitude(d.whole) != unitUnknown
}

// countKnown is how many cells of a record are headings of known fields.
func countKnown(r *lex.Record) int {
	n := 0
	for i := range min(r.Len(), maxColumns) {
		if b := r.Field(i); len(b) < 64 {
			if _, ok := fieldOfHeader(string(b)); ok {
				n++
			}
		}
	}
	return n
}

// cells are the fields of a record as text, trimmed.
func cells(r *lex.Record) []string {
	list := make([]string, r.Len())
	for i := range list {
		list[i] = string(bytes.TrimSpace(r.Field(i)))
	}
	return list
}
