package regress

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// maxDepth is how deep a JSON text may be nested; a saved result needs six.
const maxDepth = 64

// jsonText is a JSON text being read to nodes.
type jsonText struct {
	file, hint string
	data       []byte
	dec        *json.Decoder
	// seen is the byte up to which lines are counted.
	seen, line, lineStart int
}

// parseJSON reads one JSON text; hint is what to try if it is broken.
func parseJSON(file string, data []byte, hint string) (*node, error) {
	t := &jsonText{file: file, hint: hint, data: data, dec: json.NewDecoder(bytes.NewReader(data)), line: 1}
	t.dec.UseNumber()
	root, err := t.node(0)
	if err != nil {
		return nil, err
	}
	if rest := bytes.TrimLeft(data[t.dec.InputOffset():], " \t\r\n"); len(rest) > 0 {
		line, column := position(data, len(data)-len(rest))
		return nil, cdr.ErrorAt(file, line, column, hint, "more text after the end of the result")
	}
	return root, nil
}

// node reads the next value.
func (t *jsonText) node(depth int) (*node, error) {
	n := t.place()
	if depth > maxDepth {
		return nil, cdr.ErrorAt(t.file, n.line, n.column, t.hint, "nested more than %d deep", maxDepth)
	}
	token, err := t.dec.Token()
	if err != nil {
		return nil, t.syntax(err)
	}
	switch token := token.(type) {
	case nil:
		n.kind = kindNull
	case bool:
		n.kind, n.text = kindBool, "false"
		if token {
			n.text = "true"
		}
	case json.Number:
		n.kind, n.text = kindNumber, token.String()
	case string:
		n.kind, n.text = kindText, token
	case json.Delim:
		return n, t.members(n, token, depth)
	}
	return n, nil
}

// members reads what an opening bracket holds, and the closing one.
func (t *jsonText) members(n *node, open json.Delim, depth int) error {
	n.kind = kindList
	if open == '{' {
		n.kind = kindObject
	}
	for t.dec.More() {
		if n.kind == kindObject {
			key, err := t.node(depth)
			if err != nil {
				return err
			}
			n.keys = append(n.keys, key)
		}
		item, err := t.node(depth + 1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	if _, err := t.dec.Token(); err != nil {
		return t.syntax(err)
	}
	return nil
}

// place is a node at the beginning of the next token.
func (t *jsonText) place() *node {
	at := int(t.dec.InputOffset())
	for at < len(t.data) && strings.IndexByte(" \t\r\n,:", t.data[at]) >= 0 {
		at++
	}
	for ; t.seen < at; t.seen++ {
		if t.data[t.seen] == '\n' {
			t.line++
			t.lineStart = t.seen + 1
		}
	}
	return &node{line: t.line, column: at - t.lineStart + 1}
}

// syntax places an error of the JSON reader.
func (t *jsonText) syntax(err error) error {
	var broken *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		line, column := position(t.data, len(t.data))
		return cdr.ErrorAt(t.file, line, column, t.hint, "the file ends in the middle of the result")
	case errors.As(err, &broken):
		line, column := position(t.data, int(broken.Offset))
		return cdr.ErrorAt(t.file, line, column, t.hint, "%s", broken.Error())
	}
	return cdr.ErrorAt(t.file, 0, 0, t.hint, "%s", err.Error())
}
