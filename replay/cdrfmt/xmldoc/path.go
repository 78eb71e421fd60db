package xmldoc

import (
	"bytes"
	"strconv"
)

// maxMet bounds how many paths are told apart.
const maxMet = 2000

// enter adds an element to the path. Those of the call flow are numbered, as in
// mod_json_cdr's list.
func (s *scanner) enter(name []byte, depth int) {
	if depth == 0 {
		return
	}
	if len(s.path) > 0 {
		s.path = append(s.path, '.')
	}
	s.path = append(s.path, name...)
	if depth > 1 || s.other {
		return
	}
	switch string(name) {
	case "callflow":
		s.path = strconv.AppendInt(append(s.path, '.'), int64(s.flows), 10)
		s.flows++
		s.marked = true
	case "variables", "channel_data":
		s.marked = true
	}
}

// keep notes the value of the path at hand.
func (s *scanner) keep(text []byte) {
	if s.meets && (s.meetsAll || !s.marked) {
		s.meet()
	}
	c := s.want.column(s.path)
	if c < 0 {
		return
	}
	if s.seen[c] && !bytes.Equal(s.cells[c], text) {
		if bytes.HasPrefix(s.path, []byte(variablesPath)) {
			s.several = c
		} else {
			s.twice = c
		}
	}
	if s.seen[c] = true; s.several != c {
		s.cells[c] = text
		return
	}
	s.cells[c] = nil // a list, of which mod_json_cdr makes one too
}

// meet notes the path at hand.
func (s *scanner) meet() {
	if len(s.path) > 0 && len(s.met) < maxMet && !s.known[string(s.path)] {
		path := string(s.path)
		s.met, s.known[path] = append(s.met, path), true
	}
}
