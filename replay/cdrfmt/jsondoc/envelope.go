package jsondoc

import (
	"bytes"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// step is a way down to where documents are: into an array, or to the value of
// a key of an object.
type step struct {
	array bool
	key   string
}

// listKeys are the keys under which exports and answers list documents; under
// another one they have to look like calls. wrapKeys are those of an object that
// holds such a list, or a single document.
var (
	listKeys = []string{"rows", "docs", "data", "cdrs", "records", "items", "results", "result", "calls", "hits", "entries", "cdr", "value", "values"}
	wrapKeys = []string{"data", "result", "results", "response", "payload", "hits", "cdr", "body"}
)

// maxSteps bounds how far down documents are looked for.
const maxSteps = 6

// findEnvelope tells where the documents of a text are, by the first value of
// its head.
func findEnvelope(head []byte) []step {
	s := &scanner{text: head}
	return s.steps(s.space(0), nil)
}

// steps are those from the value at i on, behind those before it.
func (s *scanner) steps(i int, before []step) []step {
	switch {
	case i >= len(s.text) || len(before) == maxSteps:
		return before
	case s.text[i] == '[':
		i = s.space(i + 1)
		return s.steps(i, append(before, step{array: true}))
	case s.text[i] != '{':
		return before
	}
	var best []step // nil if this is a document itself
	var known []string
	var lists []string // keys of lists of what looks like calls
	s.members(i, func(k []byte, at int) {
		key := string(k)
		switch c := s.text[at]; {
		case c == '[' && !slices.Contains(listKeys, key):
			if s.listsCalls(at) {
				lists = append(lists, key)
			}
		case c == '[':
			if first := s.space(at + 1); first < len(s.text) && (s.text[first] == '{' || s.text[first] == ']' && best == nil) {
				best = append(slices.Clone(before), step{key: key}, step{array: true})
			}
		case c == '{' && slices.Contains(wrapKeys, key) && best == nil:
			best = s.steps(at, append(slices.Clone(before), step{key: key}))
		case c != '{' && c != '[':
			known = append(known, key)
		}
	})
	if best == nil && len(lists) == 1 {
		best = append(slices.Clone(before), step{key: lists[0]}, step{array: true})
	}
	if best == nil || dialect.CountNamed(known) > 1 {
		return before
	}
	return best
}

// listsCalls tells whether the list at i begins with an object that has values
// of calls.
func (s *scanner) listsCalls(i int) bool {
	if i = s.space(i + 1); i >= len(s.text) || s.text[i] != '{' {
		return false
	}
	var names []string
	s.members(i, func(k []byte, at int) {
		if c := s.text[at]; c != '{' && c != '[' {
			names = append(names, string(k))
		}
	})
	return dialect.CountNamed(names) > 2
}

// members goes through the members of the object at i, as far as the text goes.
func (s *scanner) members(i int, each func(key []byte, at int)) {
	i = s.space(i + 1)
	for i < len(s.text) && s.text[i] == '"' {
		end, _ := s.quoted(i)
		if end < 0 {
			return
		}
		key := s.text[i+1 : end-1]
		if i = s.space(end); i == len(s.text) || s.text[i] != ':' {
			return
		}
		if i = s.space(i + 1); i == len(s.text) {
			return
		}
		each(key, i)
		if i = s.value(i, nil, 0); i < 0 {
			return
		}
		if i = s.space(i); i == len(s.text) || s.text[i] != ',' {
			return
		}
		i = s.space(i + 1)
	}
}

// lineBefore is the part of the line at i that stands before it.
func lineBefore(text []byte, i int) []byte {
	return text[bytes.LastIndexByte(text[:i], '\n')+1 : i]
}
