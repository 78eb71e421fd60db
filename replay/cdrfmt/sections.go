package cdrfmt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// A text that was put together of several may hold headers of different
// columns. Where one begins is only known when the rows before it are decoded,
// while those behind it are decoded already; so a first reading notes the
// headers, and a second one reads the rows below each by its own columns.

// headerAt is a header met among the rows.
type headerAt struct {
	ordinal int64 // how many records of the text come before it
	lex.Position
	raw []byte // nil if it is the first header again
}

// noOrdinal is that of what is no record by itself, and begins no section.
const noOrdinal = -1

// section is the records of a text that one header holds for, and that header.
type section struct {
	from, to int64 // ordinals: of its first record, and of the next section's
	leading  int64 // records of it before its first row
	line     int64 // of its header
	layout   *dialect.Layout
	// refused is why its rows cannot be read, or "".
	refused string
}

// oneSection is a text with one header, or none.
func oneSection(layout *dialect.Layout) []*section {
	return []*section{{to: math.MaxInt64, leading: int64(layout.HeaderRecords()), line: 1, layout: layout}}
}

// sectionAt is the section of a record.
func (s *source) sectionAt(ordinal int64) *section {
	for i := len(s.sections) - 1; i > 0; i-- {
		if ordinal >= s.sections[i].from {
			return s.sections[i]
		}
	}
	return s.sections[0]
}

// noteHeader notes a record that is a header and tells whether it is one. What
// a text begins with was looked at when it was recognised. The error says that
// the text cannot be read again.
func (w *worker) noteHeader(src *source, r *lex.Record, again bool) (bool, error) {
	if src.settled || w.ordinal <= 0 || !again && !src.layout.IsHeader(r) {
		return false, nil
	}
	h := headerAt{ordinal: w.ordinal, Position: lex.Position{Line: r.Line, Byte: r.Byte}}
	if !again {
		h.raw = bytes.Clone(r.Raw)
		if src.once {
			return true, readTwice(src, h, src)
		}
	}
	w.tally.headers = append(w.tally.headers, h)
	return true, nil
}

// readTwice says that a header makes it necessary to read a stream again.
func readTwice(src *source, h headerAt, stream *source) error {
	return &cdr.DataError{
		Place:   fmt.Sprintf("%s:%d", src.name, h.Line),
		Problem: fmt.Sprintf("found another header with other columns, for which the input has to be read again, and %s can be read only once", stream.name),
		Hint:    "save it to a file, or give the files it was put together of as INPUT",
	}
}

// headersMet are the headers met by input, nil if there are none. The error
// says that the inputs cannot be read again to heed them.
func (p *pass) headersMet() ([][]headerAt, error) {
	list := make([][]headerAt, len(p.sources))
	var first *source
	for i, s := range p.sources {
		if list[i] = s.total.headers; first == nil && len(list[i]) > 0 {
			first = s
		}
	}
	if first == nil || p.headers != nil {
		return nil, nil
	}
	for _, s := range p.sources {
		if s.once {
			return nil, readTwice(first, first.total.headers[0], s)
		}
	}
	return list, nil
}

// addHeaders keeps the headers from the first on that is another one.
func (t *tally) addHeaders(headers []headerAt) {
	for _, h := range headers {
		if len(t.headers) > 0 || h.raw != nil {
			t.headers = append(t.headers, h)
		}
	}
}

// misread tells whether a row was rejected below a header whose columns are
// not known yet.
func (s *source) misread(r *rejection) bool {
	return !s.settled && len(s.total.headers) > 0 && r.line > s.total.headers[0].Line
}

// sectionBytes is how much of a section is looked at to lay it out.
const sectionBytes = 1 << 16

// layOut makes the sections of a source whose headers are known.
func (s *source) layOut(headers []headerAt, opt dialect.Options) error {
	s.settled = true
	if len(headers) == 0 {
		return nil
	}
	heads, err := s.headsOf(headers)
	if err != nil {
		return err
	}
	first := s.sections[0]
	known := map[string]*section{}
	last := first
	for i, h := range headers {
		sec := first
		if h.raw != nil {
			if sec = known[string(h.raw)]; sec == nil {
				sec = &section{line: h.Line}
				sec.layout, sec.refused = s.recogniseBelow(heads[i], opt)
				known[string(h.raw)] = sec
			}
		}
		if sec.layout == last.layout && sec.refused == last.refused {
			continue // the same header again is no row
		}
		next := *sec
		last.to, next.from, next.to, next.leading = h.ordinal, h.ordinal, math.MaxInt64, 1
		s.sections = append(s.sections, &next)
		last = &next
	}
	return nil
}

// recogniseBelow lays out what stands below another header.
func (s *source) recogniseBelow(head headText, opt dialect.Options) (l *dialect.Layout, refused string) {
	for _, m := range opt.Columns {
		if m.Index > 0 {
			return s.layout, "columns are given by number, which holds for the first header"
		}
	}
	l, err := dialect.Recognise(s.name, head.text, head.whole, &opt)
	var bad *cdr.DataError
	switch {
	case errors.As(err, &bad):
		return s.layout, bad.Problem
	case err != nil:
		return s.layout, err.Error()
	case l.Separator() != s.layout.Separator() || l.HeaderRecords() != 1:
		return s.layout, "it is not followed by rows of its columns"
	}
	return l, ""
}

// headText is the beginning of a section; whole says that it is all of it.
type headText struct {
	text  []byte
	whole bool
	// block is what a translator made the text of; nil if none did.
	block *translate.Block
}

// headsOf reads the beginnings of the sections that new headers begin.
func (s *source) headsOf(headers []headerAt) ([]headText, error) {
	r, err := s.again()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	heads := make([]headText, len(headers))
	seen := map[string]bool{}
	at := int64(0)
	for i, h := range headers {
		if h.raw == nil || seen[string(h.raw)] {
			continue
		}
		seen[string(h.raw)] = true
		n := int64(sectionBytes + len(h.raw))
		if i+1 < len(headers) {
			n = min(n, headers[i+1].Byte-h.Byte)
		}
		if _, err := io.CopyN(io.Discard, r, h.Byte-at); err != nil {
			return nil, readError(s.name, err)
		}
		text := make([]byte, n)
		got, err := fill(r, text)
		if err != nil && err != io.EOF {
			return nil, readError(s.name, err)
		}
		at = h.Byte + int64(got)
		heads[i] = headText{text: text[:got], whole: err == io.EOF || i+1 < len(headers) && at == headers[i+1].Byte}
	}
	return heads, nil
}

// sectionRemarks tell of each header but the first where it stands.
func (s *source) sectionRemarks() []string {
	var remarks []string
	told := map[int64]bool{s.sections[0].line: true}
	for _, sec := range s.sections[1:] {
		if told[sec.line] {
			continue
		}
		told[sec.line] = true
		if sec.refused != "" {
			remarks = append(remarks, fmt.Sprintf("line %d: another header, and the rows below it are rejected: %s", sec.line, sec.refused))
			continue
		}
		remarks = append(remarks, fmt.Sprintf("line %d: another header, whose columns hold below it (%s)", sec.line, sec.layout.Name()))
		remarks = append(remarks, sec.layout.Remarks()...)
	}
	return remarks
}
