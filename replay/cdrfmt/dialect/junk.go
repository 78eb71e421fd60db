package dialect

import (
	"bytes"
	"unicode/utf8"
)

// What only a translator understands.
const (
	jsonDocument = "a JSON document"
	xmlDocument  = "an XML or HTML document"
)

// junkOf names what is no delimited text, or "".
func junkOf(head []byte) string {
	text := bytes.TrimSpace(head[:min(len(head), 512)])
	switch {
	case len(text) == 0:
		return "nothing but white space"
	case text[0] == 0:
		return "binary data, a NUL at its start"
	case bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")):
		return "UTF-16 text"
	}
	control := 0
	for _, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			control++
		}
	}
	switch {
	case control*20 > len(text) || !utf8.Valid(text) && mostlyHigh(text):
		return "binary data"
	case BeginsJSON(text):
		return jsonDocument
	case text[0] == '<':
		return xmlDocument
	}
	return ""
}

// BeginsJSON tells whether a text could be JSON by how it begins: with an object,
// or with an array of what may stand in one. Lines of a log begin with a bracket
// too.
func BeginsJSON(text []byte) bool {
	if len(text) == 0 || text[0] != '[' {
		return len(text) > 0 && text[0] == '{'
	}
	inside := bytes.TrimLeft(text[1:], " \t\r\n")
	return len(inside) == 0 || bytes.IndexByte([]byte("{[]\"-0123456789tfn"), inside[0]) >= 0
}

// mostlyHigh tells compressed or encrypted bytes from Latin-1 text.
func mostlyHigh(text []byte) bool {
	high := 0
	for _, c := range text {
		if c >= 0x80 {
			high++
		}
	}
	return high*3 > len(text)
}
