package lex

import (
	"encoding/binary"
	"math/bits"
)

// scan finds the fields of one record at a time.
type scan struct {
	ends  []int32 // grows by the end of each field
	end   int     // where the record ends, without its line end
	next  int     // where the next record starts
	lines int     // newlines passed, the record's own included
}

const (
	ones  = 0x0101010101010101
	lows  = 0x7f7f7f7f7f7f7f7f
	highs = 0x8080808080808080
)

// equal has the high bit set of every byte of w that equals the byte repeated
// in pattern. Unlike the shorter (x-ones)&^x it has no false bits, so all of
// them can be used and not only the lowest.
func equal(w, pattern uint64) uint64 {
	x := w ^ pattern
	return ^((x&lows + lows) | x | lows)
}

// record lexes the record that starts at data[start]. It is false if the
// record does not end in data; ends then holds a useless part of it. With last
// the end of data ends it.
func (s *scan) record(data []byte, start int, sep byte, last bool) bool {
	s.lines = 0
	pos := start
	for {
		pos = s.quoted(data, pos, sep)
		if pos < 0 {
			pos = len(data)
		}
		done, at := s.fields(data, pos, sep)
		if done {
			s.close(data, start, at)
			return true
		}
		if at < len(data) { // a field that starts with a quote
			pos = at
			continue
		}
		if !last {
			return false
		}
		s.finish(data, start)
		return true
	}
}

// quoted passes the quoted part of the field that starts at pos: the result is
// just behind the closing quote, or pos if the field has no opening quote, or
// -1 if it is never closed.
func (s *scan) quoted(data []byte, pos int, sep byte) int {
	if !opens(data, pos, sep) {
		return pos
	}
	if data[pos] == ' ' {
		pos++
	}
	pos++
	for {
		for pos+8 <= len(data) {
			w := binary.LittleEndian.Uint64(data[pos:])
			q, nl := equal(w, '"'*ones), equal(w, '\n'*ones)
			if q == 0 {
				s.lines += bits.OnesCount64(nl)
				pos += 8
				continue
			}
			if nl != 0 {
				s.lines += bits.OnesCount64(nl & (q&-q - 1))
			}
			pos += bits.TrailingZeros64(q) >> 3
			break
		}
		for pos < len(data) && data[pos] != '"' {
			if data[pos] == '\n' {
				s.lines++
			}
			pos++
		}
		if pos == len(data) {
			return -1
		}
		if pos+1 == len(data) || data[pos+1] != '"' {
			return pos + 1
		}
		pos += 2
	}
}

// opens tells whether a quoted field starts at pos.
func opens(data []byte, pos int, sep byte) bool {
	if pos >= len(data) {
		return false
	}
	if data[pos] == '"' {
		return true
	}
	return data[pos] == ' ' && sep != ' ' && pos+1 < len(data) && data[pos+1] == '"'
}

// fields passes what is outside quotes from pos on and notes each field's end.
// done is true at the record's newline; otherwise at is where a field starts
// with a quote, or the end of data.
func (s *scan) fields(data []byte, pos int, sep byte) (done bool, at int) {
	pattern := uint64(sep) * ones
	for pos+8 <= len(data) {
		w := binary.LittleEndian.Uint64(data[pos:])
		for m := equal(w, pattern) | equal(w, '\n'*ones); m != 0; m &= m - 1 {
			at = pos + bits.TrailingZeros64(m)>>3
			s.ends = append(s.ends, int32(at))
			if data[at] == '\n' {
				return true, at
			}
			if opens(data, at+1, sep) {
				return false, at + 1
			}
		}
		pos += 8
	}
	for ; pos < len(data); pos++ {
		if data[pos] != sep && data[pos] != '\n' {
			continue
		}
		s.ends = append(s.ends, int32(pos))
		if data[pos] == '\n' {
			return true, pos
		}
		if opens(data, pos+1, sep) {
			return false, pos + 1
		}
	}
	return false, len(data)
}

// close ends the record at its newline, data[at].
func (s *scan) close(data []byte, start, at int) {
	s.lines++
	s.end, s.next = at, at+1
	s.trimCR(data, start)
}

// finish ends the record at the end of data.
func (s *scan) finish(data []byte, start int) {
	s.end, s.next = len(data), len(data)
	s.ends = append(s.ends, int32(s.end))
	s.trimCR(data, start)
}

// trimCR counts the CR before a line end to the line end.
func (s *scan) trimCR(data []byte, start int) {
	if s.end > start && data[s.end-1] == '\r' {
		s.end--
		s.ends[len(s.ends)-1]--
	}
}

// skipBlank passes blank lines: it gives the start of the first line at or
// after pos that holds something, and how many newlines were passed. A lone
// CR at the end of data is blank only if last is set; otherwise an LF may
// follow.
func skipBlank(data []byte, pos int, last bool) (start, lines int) {
	for pos < len(data) {
		switch {
		case data[pos] == '\n':
			pos++
		case data[pos] == '\r' && pos+1 < len(data) && data[pos+1] == '\n':
			pos += 2
		case data[pos] == '\r' && pos+1 == len(data) && last:
			return len(data), lines
		default:
			return pos, lines
		}
		lines++
	}
	return pos, lines
}
