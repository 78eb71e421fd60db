package label

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// listKey may stand over the list of incidents.
const listKey = "incidents"

// readYAML reads a list of mappings, or one under the key incidents.
func (l *loader) readYAML(data []byte) error {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var root, second yaml.Node
	if err := dec.Decode(&root); errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		return l.syntaxYAML(err)
	}
	if err := dec.Decode(&second); err == nil {
		return l.wrong(at(&second), "", "a second document begins, wanted one")
	} else if !errors.Is(err, io.EOF) {
		return l.syntaxYAML(err)
	}
	list := root.Content[0]
	if list.Kind == yaml.MappingNode {
		if len(list.Content) != 2 || list.Content[0].Value != listKey {
			return l.wrong(at(list), formHint, "other keys found, wanted a list or only %s", listKey)
		}
		list = deref(list.Content[1])
	}
	if isNull(list) {
		return nil
	}
	if list.Kind != yaml.SequenceNode {
		return l.wrong(at(list), formHint, "%s found, wanted a list of incidents", describe(list))
	}
	for _, item := range list.Content {
		if err := l.mapping(item); err != nil {
			return err
		}
	}
	return nil
}

// mapping reads one incident.
func (l *loader) mapping(item *yaml.Node) error {
	n := deref(item)
	if n.Kind != yaml.MappingNode {
		return l.wrong(at(item), formHint, "%s found, wanted keys with values", describe(n))
	}
	row := map[string]cell{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], deref(n.Content[i+1])
		if !slices.Contains(fields, key.Value) {
			return l.unknown(at(key), "key", key.Value)
		}
		if _, twice := row[key.Value]; twice {
			return l.wrong(at(key), "keep one of the two", "key %s found twice", key.Value)
		}
		if value.Kind != yaml.ScalarNode {
			return l.wrong(at(n.Content[i+1]), "", "%s is %s, one value wanted", key.Value, describe(value))
		}
		c := at(n.Content[i+1])
		if !isNull(value) {
			c.text = strings.TrimSpace(value.Value)
		}
		row[key.Value] = c
	}
	return l.add(row, at(item))
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntaxYAML places an error of the YAML reader, which knows the line at most.
func (l *loader) syntaxYAML(err error) error {
	text := err.Error()
	c := cell{}
	if match := yamlLine.FindStringSubmatch(text); match != nil {
		text = text[len(match[0]):]
		c.line, _ = strconv.Atoi(match[1])
	}
	return l.wrong(c, formHint, "%s", text)
}

// at is the place of a node.
func at(n *yaml.Node) cell { return cell{line: n.Line, column: n.Column} }

// deref follows aliases; a chain of them always ends at an anchor.
func deref(n *yaml.Node) *yaml.Node {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// describe names what stands where something else was wanted.
func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(n) || n.Value == "":
		return "nothing"
	}
	return strconv.Quote(n.Value)
}
