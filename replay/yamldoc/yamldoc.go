// Package yamldoc reads the one document of a small YAML file as nodes with
// their places, so that whoever gives it a meaning can say file, line and column
// of what is wrong.
package yamldoc

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Parse reads the one document of a file's bytes; nil if there is none, or
// only null. hint says what the file should hold. The error is a
// *cdr.DataError.
func Parse(file string, data []byte, hint string) (*yaml.Node, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var root, second yaml.Node
	if err := dec.Decode(&root); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, syntax(file, hint, err)
	}
	if err := dec.Decode(&second); err == nil {
		return nil, cdr.ErrorAt(file, second.Line, second.Column, "", "a second document begins, wanted one")
	} else if !errors.Is(err, io.EOF) {
		return nil, syntax(file, hint, err)
	}
	if IsNull(root.Content[0]) {
		return nil, nil
	}
	return root.Content[0], nil
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntax places an error of the YAML reader, which knows the line at most.
func syntax(file, hint string, err error) error {
	text, line := err.Error(), 0
	if match := yamlLine.FindStringSubmatch(text); match != nil {
		text = text[len(match[0]):]
		line, _ = strconv.Atoi(match[1])
	}
	return cdr.ErrorAt(file, line, 0, hint, "%s", text)
}

// Deref follows aliases; a chain of them always ends at an anchor.
func Deref(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

// IsNull tells whether a node is null, or nothing at all was written for it.
func IsNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// longest is how much of a scalar a message shows: another kind of file, read
// as YAML, may be one long scalar.
const longest = 40

// Describe names what stands where something else was wanted.
func Describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.AliasNode:
		return "an alias"
	case IsNull(n) || n.Value == "":
		return "empty"
	}
	text := n.Value
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest-3]) + "..."
	}
	return strconv.Quote(text)
}
