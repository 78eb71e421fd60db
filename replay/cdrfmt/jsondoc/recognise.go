package jsondoc

import (
	"bytes"
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
	if !dialect.BeginsJSON(head[i:]) || !speaks(forced) {
		return nil, nil
	}
	sm := takeSample(name, head, whole)
	if sm.documents == 0 {
		return nil, sm.nothing()
	}
	as := sm.dialect(forced)
	if as == "" || as == generic || len(opt.Columns) > 0 {
		sm.discover()
	}
	if as == "" && forced == "auto" && dialect.CountNamed(sm.paths.names) > 1 {
		as = generic
	}
	if as == "" {
		return nil, sm.unknown(forced)
	}
	lang, remarks, err := sm.language(as, opt)
	if err != nil {
		return nil, err
	}
	var settle settler = asWritten{}
	switch as {
	case kazoo:
		k := newKazooDocuments(lang, opt.Columns)
		s := &scanner{text: head, whole: whole}
		sm.each(s, lang, func(int, int) { k.vote(s.cells) })
		settle, remarks = k, append(remarks, k.remark())
	case freeswitch:
		settle = newVariables(lang)
	}
	steps, lines := sm.steps, sm.lines
	return &translate.Source{
		Dialect: as, Form: sm.form(), Columns: lang.columns, Remarks: remarks,
		Open: func(r io.Reader, offset int64) translate.Translator {
			return &translator{name: name, stretch: translate.NewStretch(r, offset), lang: lang, settle: settle, lines: lines, finder: finder{steps: steps}, indent: -1}
		},
	}, nil
}

// speaks tells whether what --dialect says allows JSON.
func speaks(forced string) bool {
	return slices.Contains([]string{"auto", "kazoo", kazoo, "freeswitch", freeswitch, generic}, forced)
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
		before := sm.head[:sm.faultAt]
		err = cdr.ErrorAt(sm.name, 1+bytes.Count(before, []byte{'\n'}), 1+len(lineBefore(sm.head, sm.faultAt)), err.Hint, "broken JSON: %s", sm.fault)
		err.Err = dialect.ErrUnknown
	}
	return err
}

// unknown is the error of documents that are no CDRs.
func (sm *sample) unknown(forced string) error {
	found := listNames(sm.paths.names)
	if len(sm.paths.names) == 0 {
		found = "nothing"
	}
	err := &cdr.DataError{
		Place: sm.name, Problem: "found JSON documents with " + found + ", wanted those of calls", Err: dialect.ErrUnknown,
		Hint: "if these are CDRs, name what holds the times and causes: --column end_time=PATH --column hangup_cause=PATH",
	}
	if slices.Contains(sm.paths.names, "value.rev") || slices.Contains(sm.paths.names, "rev") {
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
