package regress

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// kind is what a node is.
type kind uint8

const (
	kindNull kind = iota
	kindBool
	kindNumber
	kindText
	kindList
	kindObject
)

// node is a value of a JSON or YAML text and where it stands.
type node struct {
	kind         kind
	line, column int
	// text is the value of a scalar: a number and a bool as written.
	text string
	// items are those of a list, or the values of an object, whose keys are of
	// kind text.
	items, keys []*node
}

// describe names what stands where something else was wanted.
func (n *node) describe() string {
	switch n.kind {
	case kindNull:
		return "nothing"
	case kindList:
		return "a list"
	case kindObject:
		return "an object"
	case kindText:
		return strconv.Quote(brief(n.text))
	}
	return brief(n.text)
}

// brief is the beginning of a text, which may be a whole file.
func brief(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "..."
}

// drop removes a key of an object, whatever its value.
func (n *node) drop(key string) {
	for i := len(n.keys) - 1; i >= 0; i-- {
		if n.keys[i].text == key {
			n.keys = append(n.keys[:i:i], n.keys[i+1:]...)
			n.items = append(n.items[:i:i], n.items[i+1:]...)
		}
	}
}

// position is the line and the column, both from 1, of a byte of a text.
func position(data []byte, offset int) (line, column int) {
	before := data[:min(offset, len(data))]
	return 1 + bytes.Count(before, []byte("\n")), len(before) - bytes.LastIndexByte(before, '\n')
}
