package label

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cdrlab/cdrlab/replay/yamldoc"
)

// listKey may stand over the list of incidents.
const listKey = "incidents"

// readYAML reads a list of mappings, or one under the key incidents.
func (l *loader) readYAML(data []byte) error {
	list, err := yamldoc.Parse(l.file, data, formHint)
	if list == nil {
		return err
	}
	if list.Kind == yaml.MappingNode {
		if len(list.Content) != 2 || list.Content[0].Value != listKey {
			return l.wrong(at(list), formHint, "other keys found, wanted a list or only %s", listKey)
		}
		list = yamldoc.Deref(list.Content[1])
	}
	if yamldoc.IsNull(list) {
		return nil
	}
	if list.Kind != yaml.SequenceNode {
		return l.wrong(at(list), formHint, "%s found, wanted a list of incidents", yamldoc.Describe(list))
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
	n := yamldoc.Deref(item)
	if n.Kind != yaml.MappingNode {
		return l.wrong(at(item), formHint, "%s found, wanted keys with values", yamldoc.Describe(n))
	}
	row := map[string]cell{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], yamldoc.Deref(n.Content[i+1])
		if !slices.Contains(fields, key.Value) {
			return l.unknown(at(key), "key", key.Value)
		}
		if _, twice := row[key.Value]; twice {
			return l.wrong(at(key), "keep one of the two", "key %s found twice", key.Value)
		}
		if value.Kind != yaml.ScalarNode {
			return l.wrong(at(n.Content[i+1]), "", "%s is %s, one value wanted", key.Value, yamldoc.Describe(value))
		}
		c := at(n.Content[i+1])
		if !yamldoc.IsNull(value) {
			c.text = strings.TrimSpace(value.Value)
		}
		row[key.Value] = c
	}
	return l.add(row, at(item))
}

// at is the place of a node.
func at(n *yaml.Node) cell { return cell{line: n.Line, column: n.Column} }
