package xmldoc

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// bodyName stands before a document that mod_xml_cdr posts. Where the server
// cannot be reached, what is encoded is written without it.
const bodyName = "cdr="

// The beginnings of documents as they are posted: encoded as in a URL, or in
// base64.
var (
	bodyStarts  = []string{"%3c%3fxml", "%3ccdr"}
	bodyStarts6 = []string{"PD94bWwg", "PGNkc"}
)

// bodyKind is what a text that does not begin with < may be.
type bodyKind uint8

const (
	bodyNone    bodyKind = iota
	bodyPerhaps          // it is too short to tell
	bodyPlain            // cdr= before a document as it is
	bodyEncoded
)

// bodyAt tells what a text begins with.
func bodyAt(text []byte) bodyKind {
	if len(text) < len(bodyName) && bytes.HasPrefix([]byte(bodyName), text) {
		return bodyPerhaps
	}
	rest, named := bytes.CutPrefix(text, []byte(bodyName))
	if named && len(rest) > 0 && rest[0] == '<' {
		return bodyPlain
	}
	longest := 0
	for _, start := range bodyStarts {
		n := min(len(start), len(rest))
		if bytes.EqualFold(rest[:n], []byte(start[:n])) {
			longest = max(longest, n)
			if n == len(start) {
				return bodyEncoded
			}
		}
	}
	for _, start := range bodyStarts6 {
		n := min(len(start), len(rest))
		if string(rest[:n]) == start[:n] {
			longest = max(longest, n)
			if n == len(start) {
				return bodyEncoded
			}
		}
	}
	if longest == len(rest) { // all there is
		return bodyPerhaps
	}
	return bodyNone
}

// bodyEnd is where the encoded document at i ends: no encoding has white space,
// or a <.
func (s *scanner) bodyEnd(i int) int {
	for ; i < len(s.text); i++ {
		if c := s.text[i]; c <= ' ' || c == '<' {
			return i
		}
	}
	return s.ended()
}

// decodeBody decodes an encoded document, with what its name and other values
// of the form are cut off.
func decodeBody(body []byte) ([]byte, error) {
	body = bytes.TrimPrefix(body, []byte(bodyName))
	body, _, _ = bytes.Cut(body, []byte("&"))
	if body[0] == '%' {
		return dialect.UnescapeURL(bytes.ReplaceAll(body, []byte("+"), []byte(" "))), nil
	}
	body = bytes.TrimRight(dialect.UnescapeURL(body), "=")
	text := make([]byte, base64.RawStdEncoding.DecodedLen(len(body)))
	n, err := base64.RawStdEncoding.Decode(text, body)
	if at := base64.CorruptInputError(0); errors.As(err, &at) {
		return nil, fmt.Errorf("found base64 that is broken at its byte %d", int64(at))
	}
	return text[:n], err
}

// body reads a decoded document, which is all of a text.
func (s *scanner) body(text []byte) (ok bool) {
	s.take(text, true)
	s.posted = true
	var f finder
	for i := 0; ; {
		what, at := f.next(s, i)
		switch what {
		case itemNone:
			i = at
			continue
		case itemDocument:
		case itemFault:
			return false
		case itemEnd:
			s.failed(at, "found nothing, wanted <cdr>")
			return false
		default:
			f.stray(s, at)
			return false
		}
		if at = s.document(at); at < 0 {
			return false
		}
		if at = s.space(at); at < len(text) {
			f.stray(s, at)
			s.fault += " and nothing behind it"
			return false
		}
		return true
	}
}
