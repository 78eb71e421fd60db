package xmldoc

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// freeswitchXML is the name of what is recognised.
const freeswitchXML = "freeswitch:xml"

// Recognise tells by its head whether a text is XML, or such as is posted, and
// whether FreeSWITCH wrote it. It gives nil if it is none, or if opt forces
// another dialect. The error is a *cdr.UsageError if opt cannot be meant, else a
// *cdr.DataError, which wraps dialect.ErrUnknown if the documents are no CDRs.
func Recognise(name string, head []byte, whole bool, opt *dialect.Options) (*translate.Source, error) {
	forced, err := dialect.ParseDialect(opt.Dialect)
	if err != nil {
		return nil, err
	}
	if !beginsXML(head) || !slices.Contains([]string{"auto", "freeswitch", freeswitchXML}, forced) {
		return nil, nil
	}
	sm := takeSample(head, whole, len(opt.Columns) > 0)
	if !sm.scan.marked {
		return nil, sm.unknown(name, forced)
	}
	want, remarks := known(), []string(nil)
	if len(opt.Columns) > 0 {
		if want, remarks, err = newWanted(name, sm.scan.met, opt.Columns); err != nil {
			return nil, err
		}
	}
	return &translate.Source{
		Dialect: freeswitchXML, Form: sm.form(), Columns: want.columns, Remarks: remarks,
		Open: func(r io.Reader, offset int64) translate.Translator {
			return &translator{name: name, stretch: translate.NewStretch(r, offset), want: want, scan: scanner{want: want}, posted: scanner{want: want}}
		},
	}, nil
}

// beginsXML tells whether a text could be XML by how it begins: with markup, or
// as what is posted. Lines of a log begin with a < too.
func beginsXML(head []byte) bool {
	s := &scanner{text: head}
	text := head[s.gap(0):]
	if len(text) < 2 || text[0] != '<' {
		kind := bodyAt(text)
		return kind == bodyPlain || kind == bodyEncoded
	}
	c := text[1]
	return c == '!' || c == '?' || c == '/' || c == '_' || c == ':' || c|0x20-'a' < 26 || c >= 0x80
}

// sample is what stands at the head of a text.
type sample struct {
	scan      scanner
	documents int    // <cdr> elements met
	posted    bool   // the first of them was encoded
	inside    string // what holds it
	other     string // the first element that is none
}

// maxSampled bounds how many documents are looked at for the paths of values.
const maxSampled = 64

// takeSample looks at the head of a text, to the first document that FreeSWITCH
// wrote, or, if the paths of values are asked for, at some more.
func takeSample(head []byte, whole, meets bool) *sample {
	sm := &sample{scan: scanner{text: head, whole: whole, meets: true, meetsAll: meets, known: map[string]bool{}}}
	s := &sm.scan
	var f finder
	for i := 0; !(s.marked && !meets) && sm.documents < maxSampled; {
		what, at := f.next(s, i)
		end := -1
		switch what {
		case itemNone:
			end = at
		case itemCut, itemEnd:
			return sm
		case itemDocument:
			sm.meet(f.open, false)
			end = s.document(at)
		case itemBody:
			sm.meet(f.open, true)
			end = sm.body(at)
		case itemOther:
			if sm.other == "" {
				sm.other = s.nameAt(at + 1)
			}
			if end = s.foreign(at); end < 0 && s.leg {
				end = f.enter(s, at)
			}
		}
		if end < 0 {
			if end = f.resume(s, at+1); end < 0 {
				return sm
			}
		}
		i = end
	}
	return sm
}

// meet notes a document.
func (sm *sample) meet(open []string, posted bool) {
	if sm.documents++; sm.documents > 1 {
		return
	}
	sm.posted = posted
	for _, name := range open {
		sm.inside += "<" + shorten([]byte(name)) + ">"
	}
}

// body looks at the encoded document at i, or what the head has of it.
func (sm *sample) body(i int) int {
	s := &sm.scan
	text, whole := s.text, s.whole
	end := s.bodyEnd(i)
	body := text[i:]
	if end > 0 {
		body = text[i:end]
	} else {
		body = body[:len(body)-len(body)%4] // a part of base64 is whole, too
	}
	if decoded, err := decodeBody(body); err == nil {
		s.body(decoded)
	}
	s.take(text, whole)
	s.posted = false
	return end
}

// form says how the documents are laid out.
func (sm *sample) form() string {
	switch {
	case sm.posted:
		return "XML documents <cdr> as they are posted, encoded as a whole"
	case sm.inside != "":
		return "XML documents <cdr> in " + sm.inside
	}
	return "XML documents <cdr>, one after the other"
}

// unknown is the error of documents that are no CDRs.
func (sm *sample) unknown(name, forced string) error {
	found, wanted := "found XML without an element", "<cdr> with variables, channel_data or callflow, as FreeSWITCH's mod_xml_cdr writes it"
	switch {
	case sm.documents > 0 && len(sm.scan.met) > 0:
		found = "found XML documents <cdr> with " + listNames(sm.scan.met)
	case sm.documents > 0:
		found = "found XML documents <cdr> that hold nothing that can be read"
	case sm.other != "":
		found = "found XML with the root <" + sm.other + ">"
	}
	err := &cdr.DataError{
		Place: name, Problem: fmt.Sprintf("%s, wanted %s", found, wanted), Err: dialect.ErrUnknown,
		Hint: "no other XML is read: if it holds CDRs, export them as CSV with a header, or as JSON",
	}
	if strings.EqualFold(sm.other, "html") {
		err.Hint = "this is a page for a browser, perhaps an error of a server: export the CDRs as CSV with a header"
	}
	if forced != "auto" {
		err.Problem = fmt.Sprintf("not %s: %s", forced, found)
		err.Hint = "leave --dialect out to recognise it by content"
	}
	return err
}
