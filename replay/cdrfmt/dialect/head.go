package dialect

import (
	"bytes"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// sample is the start of a file taken apart: what recognition looks at.
type sample struct {
	sep     byte
	records []*lex.Record
}

// maxSampled bounds how many records are looked at.
const maxSampled = 4096

// takeSample splits the head of a file into records. A last record without a
// line end counts only if the head is all there is, or if it holds no other.
func takeSample(head []byte, sep byte, whole bool) sample {
	s := sample{sep: sep}
	for len(s.records) < maxSampled {
		r := new(lex.Record)
		n, ok := lex.First(head, sep, whole, r)
		if !ok && len(s.records) == 0 {
			r = new(lex.Record)
			n, ok = lex.First(head, sep, true, r)
		}
		if !ok {
			break
		}
		s.records = append(s.records, r)
		head = head[n:]
	}
	return s
}

// separators are those that are told apart by content, likeliest first.
const separators = ",;\t|"

// bestSample splits the head by the separator under which the first record
// that is no comment names the most known fields or, where it names none, has
// the most cells and shares their number with the record after it.
func bestSample(head []byte, whole bool) sample {
	best, bestScore := sample{}, -1
	for i := range len(separators) {
		s := takeSample(head, separators[i], whole)
		rows := s.records[s.comments():]
		if len(rows) == 0 {
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
	return best
}

// comments is how many records at the start are comments.
func (s sample) comments() int {
	n := 0
	for n < len(s.records) && isComment(s.records[n].Raw) {
		n++
	}
	return n
}

// isComment tells a line that billing systems put between rows.
func isComment(raw []byte) bool { return len(raw) > 0 && raw[0] == '#' }

// countKnown is how many cells of a record are headings of known fields.
func countKnown(r *lex.Record) int {
	n := 0
	for i := range r.Len() {
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
