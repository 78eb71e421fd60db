package regress

import (
	"go.yaml.in/yaml/v3"

	"github.com/cdrlab/cdrlab/replay/yamldoc"
)

// parseYAML reads the one document of a YAML text; nil if it is empty.
func parseYAML(file string, data []byte, hint string) (*node, error) {
	root, err := yamldoc.Parse(file, data, hint)
	if root == nil {
		return nil, err
	}
	return yamlNodes{}.node(root), nil
}

// yamlNodes are the nodes made so far: an alias stands for the node of its
// anchor, so that no chain of them can grow or end never.
type yamlNodes map[*yaml.Node]*node

func (made yamlNodes) node(y *yaml.Node) *node {
	if y.Kind == yaml.AliasNode {
		return made.node(y.Alias)
	}
	if n := made[y]; n != nil {
		return n
	}
	n := &node{line: y.Line, column: y.Column, text: y.Value}
	made[y] = n
	switch y.Kind {
	case yaml.SequenceNode:
		n.kind = kindList
		for _, item := range y.Content {
			n.items = append(n.items, made.node(item))
		}
	case yaml.MappingNode:
		n.kind = kindObject
		for i := 0; i+1 < len(y.Content); i += 2 {
			key := y.Content[i]
			n.keys = append(n.keys, &node{kind: kindText, line: key.Line, column: key.Column, text: key.Value})
			n.items = append(n.items, made.node(y.Content[i+1]))
		}
	default:
		n.kind = scalarKind(y)
	}
	return n
}

// scalarKind tells what a scalar is by its tag.
func scalarKind(y *yaml.Node) kind {
	switch y.ShortTag() {
	case "!!null":
		return kindNull
	case "!!bool":
		return kindBool
	case "!!int", "!!float":
		return kindNumber
	}
	return kindText
}
