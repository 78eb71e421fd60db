package jsondoc

import (
	"bytes"
	"slices"
	"strings"
)

// sample is what the documents at the head of a text have in common.
type sample struct {
	name      string
	head      []byte
	whole     bool
	steps     []step
	inner     string // the key under which each has its own values; "" is none
	lines     bool   // they stand one a line
	documents int
	keys      map[string]bool // of the documents' own members
	paths     *paths          // of all their values, if they were discovered
	fault     string          // what is wrong with the first that cannot be read,
	faultAt   int             // and where
}

// maxSampled bounds how many documents are looked at.
const maxSampled = 4096

// wrappers are the keys under which rows of a database hold a document, each
// with keys of which one stands beside it.
var wrappers = []struct {
	key    string
	beside []string
}{
	{"doc", []string{"id", "key", "seq"}},
	{"_source", []string{"_id", "_index"}},
	{"value", []string{"key"}},
}

// takeSample looks at the documents at the head of a text.
func takeSample(name string, head []byte, whole bool) *sample {
	sm := &sample{name: name, head: head, whole: whole, steps: findEnvelope(head), paths: newPaths(false)}
	sm.lines = len(sm.steps) == 0
	outer, within := map[string]bool{}, map[string]map[string]bool{}
	for _, w := range wrappers {
		within[w.key] = map[string]bool{}
	}
	s := &scanner{text: head, whole: whole}
	sm.each(s, nil, func(at, end int) {
		if sm.documents++; sm.documents == 1 {
			sm.lines = sm.lines && bytes.IndexByte(head[at:end], '\n') < 0
		}
		s.members(at, func(key []byte, at int) {
			addKey(outer, key)
			if own := within[string(key)]; own != nil && head[at] == '{' {
				s.members(at, func(key []byte, _ int) { addKey(own, key) })
			}
		})
	})
	sm.keys = outer
	for _, w := range wrappers {
		if len(within[w.key]) > 0 && slices.ContainsFunc(w.beside, func(key string) bool { return outer[key] }) {
			sm.inner, sm.keys = w.key, within[w.key]
			break
		}
	}
	return sm
}

func addKey(keys map[string]bool, key []byte) {
	if !keys[string(key)] && len(keys) < maxPaths {
		keys[string(key)] = true
	}
}

// each scans the documents at the head that can be read: what is wanted of them
// is left in the scanner.
func (sm *sample) each(s *scanner, lang *language, take func(at, end int)) {
	var root *node
	columns := 0
	if lang != nil {
		root, columns = &lang.paths.root, len(lang.columns)
	}
	f := finder{steps: sm.steps}
	for i, n := 0, 0; n < maxSampled; {
		what, at := f.next(s, i)
		switch what {
		case itemNone, itemOther:
			i = at
			continue
		case itemDocument:
		default:
			return
		}
		s.reset(columns)
		end := s.value(at, root, 0)
		if end < 0 {
			if sm.fault == "" {
				sm.fault, sm.faultAt = s.fault, s.at
				if s.cut && !s.whole {
					sm.fault, sm.faultAt = "a first document that does not end in the first MiB", at
				}
			}
			line := bytes.IndexByte(s.text[at:], '\n') // whatever it is, look for more
			if line < 0 {
				return
			}
			i = at + line + 1
			continue
		}
		if i = end; s.text[at] == '{' {
			n++
			take(at, end)
		}
	}
}

// discover finds the paths of all values of the documents.
func (sm *sample) discover() {
	all := newPaths(false)
	all.grow = true
	sm.each(&scanner{text: sm.head, whole: sm.whole}, &language{paths: all}, func(int, int) {})
	if sm.inner == "" {
		sm.paths = all
		return
	}
	for _, name := range all.names {
		if keys := all.keys[name]; keys[0] == sm.inner {
			name = strings.Join(keys[1:], ".")
			sm.paths.names = append(sm.paths.names, name)
			sm.paths.keys[name] = keys[1:]
		}
	}
}
