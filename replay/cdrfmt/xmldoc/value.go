package xmldoc

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// value is the text of an element or attribute, of which comments and the like
// may make pieces. A single piece is no copy.
type value struct{ text []byte }

// add adds text that stands for itself.
func (v *value) add(text []byte) {
	if v.text == nil {
		v.text = slices.Clip(text)
		return
	}
	v.text = append(v.text, text...)
}

// addCharacters adds text with references. Where one stands for nothing that is
// known, it gives where, and what is wrong, unless lenient lets it stand for
// itself.
func (v *value) addCharacters(text []byte, lenient bool) (at int, fault string) {
	added := 0
	for {
		n := bytes.IndexByte(text[at:], '&')
		if n < 0 {
			break
		}
		at += n
		r, size, fault := reference(text[at:])
		switch {
		case fault != "" && !lenient:
			return at, fault
		case size == 0:
			at++
		default:
			v.add(text[added:at])
			v.add(utf8.AppendRune(nil, r))
			at += size
			added = at
		}
	}
	if added < len(text) {
		v.add(text[added:])
	}
	return 0, ""
}

// entities are those that XML itself has.
var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

// maxReference bounds a reference, leading zeros included.
const maxReference = 16

// reference is the character that the reference at the start of a text stands
// for, and how long that is; 0 if the & is none.
func reference(text []byte) (r rune, size int, fault string) {
	n := bytes.IndexByte(text[:min(len(text), maxReference)], ';')
	if n < 2 {
		return 0, 0, ""
	}
	name := text[1:n]
	if name[0] == '#' {
		digits, base := string(name[1:]), 10
		if len(digits) > 0 && digits[0] == 'x' {
			digits, base = digits[1:], 16
		}
		code, err := strconv.ParseUint(digits, base, 32)
		if err != nil || code == 0 || !utf8.ValidRune(rune(code)) {
			return 0, 0, fmt.Sprintf("found %s, wanted the number of a character", text[:n+1])
		}
		return rune(code), n + 1, ""
	}
	if r, ok := entities[string(name)]; ok {
		return r, n + 1, ""
	}
	for _, c := range name {
		if c|0x20-'a' > 25 && c-'0' > 9 && c != '_' && c != '-' && c != '.' && c != ':' {
			return 0, 0, "" // an & that was not written as &amp;
		}
	}
	return 0, 0, fmt.Sprintf("found &%s;, wanted one of &amp; &lt; &gt; &quot; &apos; or the number of a character", name)
}

// trimmed is the text without the indent that a tool may have put around it.
func (v *value) trimmed() []byte {
	text := v.text
	if rest := bytes.TrimLeft(text, " \t\r\n"); bytes.IndexByte(text[:len(text)-len(rest)], '\n') >= 0 {
		text = rest
	}
	if rest := bytes.TrimRight(text, " \t\r\n"); bytes.IndexByte(text[len(rest):], '\n') >= 0 {
		text = rest
	}
	return text
}
