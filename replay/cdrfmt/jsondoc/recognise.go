package jsondoc

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// Names of what is recognised.
const (
	kazoo      = "kazoo:json"
	freeswitch = "freeswitch:json"
	generic    = "json"
)

// maxSampled bounds how many documents are looked at.
const maxSampled = 4096

// Recognise tells by its head whether a text is JSON, and whose. It gives nil if
// it is none, or if opt forces a dialect of delimited text. The error is a
// *cdr.UsageError if opt cannot be meant, else a *cdr.DataError, which wraps
// dialect.ErrUnknown if the documents are no CDRs.
func Recognise(name string, head []byte, whole bool, opt *dialect.Options) (*translate.Source, error) {
	forced, err := dialect.ParseDialect(opt.Dialect)
	if err != nil {
		return nil, err
	}
	s := &scanner{text: head, whole: whole}
	i := s.space(0)
	if i == len(head) || head[i] != '{' && head[i] != '[' || !speaks(forced) {
		return nil, nil
	}
	sm := takeSample(name, head, whole)
	if sm.documents == 0 {
		return nil, sm.nothing()
	}
	as := sm.dialect(forced)
	if as == "" {
		return nil, sm.unknown(forced)
	}
	lang, remarks, err := sm.language(as, head, opt)
	if err != nil {
		return nil, err
	}
	steps, lines := sm.steps, sm.lines
	return &translate.Source{
		Dialect: as, Form: sm.form(), Columns: lang.columns, Remarks: remarks,
		Open: func(r io.Reader, offset int64) translate.Translator {
			return &translator{name: name, in: r, lang: lang, lines: lines, finder: finder{steps: steps}, base: offset, line: 1}
		},
	}, nil
}

// speaks tells whether what --dialect says allows JSON.
func speaks(forced string) bool {
	return slices.Contains([]string{"auto", "kazoo", kazoo, "freeswitch", freeswitch, generic}, forced)
}

// sample is what the documents at the head of a text have in common.
type sample struct {
	name      string
	steps     []step
	inner     string // the key under which each has its own values; "" is none
	lines     bool   // they stand one a line
	documents int
	names     []string            // of the paths of their values
	keys      map[string][]string // of each path
	fault     string              // what is wrong with the first, if none can be read
}

// takeSample reads the documents at the head of a text.
func takeSample(name string, head []byte, whole bool) *sample {
	sm := &sample{name: name, steps: findEnvelope(head)}
	seen := newPaths(false)
	seen.grow = true
	s := &scanner{text: head, whole: whole}
	f := finder{steps: sm.steps}
	sm.lines = len(sm.steps) == 0
	for i := 0; sm.documents < maxSampled; {
		what, at := f.next(s, i)
		if what == itemNone {
			i = at
			continue
		}
		if what != itemDocument {
			break
		}
		s.reset(len(seen.names))
		end := s.value(at, &seen.root, 0)
		if end < 0 {
			if sm.fault == "" {
				sm.fault = s.fault
			}
			if next := strings.IndexByte(string(head[at:]), '\n'); next >= 0 {
				i = at + next + 1 // whatever it is, look for more
				continue
			}
			break
		}
		if head[at] == '{' {
			if sm.documents++; sm.documents == 1 {
				sm.lines = sm.lines && !strings.Contains(string(head[at:end]), "\n")
			}
		}
		i = end
	}
	sm.names, sm.keys = seen.names, seen.keys
	sm.unwrap()
	return sm
}

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

// unwrap finds the key under which each document has its own values.
func (sm *sample) unwrap() {
	for _, w := range wrappers {
		under := func(name string) bool { return strings.HasPrefix(name, w.key+".") }
		beside := func(name string) bool { return slices.Contains(w.beside, name) }
		if !slices.ContainsFunc(sm.names, under) || !slices.ContainsFunc(sm.names, beside) {
			continue
		}
		sm.inner = w.key
		var names []string
		for _, n := range sm.names {
			if under(n) {
				name := n[len(w.key)+1:]
				names = append(names, name)
				sm.keys[name] = sm.keys[n][1:]
			}
		}
		sm.names = names
		return
	}
}

// form says how the documents are laid out.
func (sm *sample) form() string {
	where := "JSON documents, one after the other"
	if sm.lines {
		where = "JSON documents, one a line"
	}
	if len(sm.steps) == 0 {
		return where
	}
	path := ""
	for _, st := range sm.steps {
		if st.array {
			path += "[]"
		} else {
			path += "." + st.key
		}
	}
	if sm.inner != "" {
		path += "." + sm.inner
	}
	return "JSON documents at " + path
}

// nothing is the error of a text without a document.
func (sm *sample) nothing() error {
	err := &cdr.DataError{
		Place: sm.name, Problem: "found JSON without a document, wanted CDRs", Err: dialect.ErrUnknown,
		Hint: "wanted objects { }: one a line, in an array, or under rows, docs or data",
	}
	if sm.fault != "" {
		err.Problem = "found what begins like JSON, but " + sm.fault
	}
	return err
}

// unknown is the error of documents that are no CDRs.
func (sm *sample) unknown(forced string) error {
	found := listNames(sm.names)
	if len(sm.names) == 0 {
		found = "nothing"
	}
	err := &cdr.DataError{
		Place: sm.name, Problem: "found JSON documents with " + found + ", wanted those of calls", Err: dialect.ErrUnknown,
		Hint: "if these are CDRs, name what holds the times and causes: --column end_time=PATH --column hangup_cause=PATH",
	}
	if slices.Contains(sm.names, "value.rev") || slices.Contains(sm.names, "rev") {
		err.Hint = "this lists documents without their contents: export it with include_docs=true"
	}
	if forced != "auto" {
		err.Problem = fmt.Sprintf("not %s: found JSON documents with %s", forced, found)
		err.Hint = "leave --dialect out to recognise it by content"
	}
	return err
}

// listNames lists paths for an error, cut after 24.
func listNames(names []string) string {
	const most = 24
	more := ""
	if len(names) > most {
		more = fmt.Sprintf(" and %d more", len(names)-most)
		names = names[:most]
	}
	short := make([]string, len(names))
	for i, n := range names {
		if short[i] = n; len(n) > 60 {
			short[i] = n[:60] + "..."
		}
	}
	return cdr.OneLine(strings.Join(short, ", ") + more)
}

// each gives the values of the documents at the head.
func (sm *sample) each(head []byte, lang *language, take func(cells [][]byte)) {
	s := &scanner{text: head}
	f := finder{steps: sm.steps}
	for i, n := 0, 0; n < sm.documents; {
		what, at := f.next(s, i)
		switch what {
		case itemNone:
			i = at
			continue
		case itemDocument:
		default:
			return
		}
		s.reset(len(lang.columns))
		if i = s.value(at, &lang.paths.root, 0); i < 0 {
			return
		}
		n++
		take(s.cells)
	}
}
