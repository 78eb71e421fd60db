package alert

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cdrlab/cdrlab/replay/meter"
)

// yamlKeys are the keys of our YAML.
var yamlKeys = []string{"monitor", "ignore", "thresholds", "accounts"}

// metricNames are the keys of one cause.
var metricNames = func() (list []string) {
	for m := range meter.Metric(meter.NumMetrics) {
		list = append(list, m.String())
	}
	return list
}()

const (
	numberHint = "write digits, a point and digits, such as 0.5; 0 is off"
	syntaxHint = "a thresholds file is YAML with thresholds, KAZOO documents, or sup lines"
)

// yamlFile is one source of ours being read.
type yamlFile struct {
	name string
	d    *draft
}

// yamlPair is a key and a value of a mapping.
type yamlPair struct{ key, value *yaml.Node }

func (d *draft) readYAML(name string, data []byte) error {
	f := &yamlFile{name: name, d: d}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var root, second yaml.Node
	err := dec.Decode(&root)
	if errors.Is(err, io.EOF) || err == nil && isNull(root.Content[0]) {
		d.tell(Note, CodeEmpty, name, "is empty, nothing is set")
		return nil
	}
	if err != nil {
		return f.syntax(err)
	}
	if err := dec.Decode(&second); err == nil {
		return f.wrong(&second, "", "a second document begins, wanted one")
	} else if !errors.Is(err, io.EOF) {
		return f.syntax(err)
	}
	pairs, err := f.mapping(root.Content[0], "the file")
	if err != nil {
		return err
	}
	for _, p := range pairs {
		switch p.key.Value {
		case "monitor":
			d.monitor, err = f.causes(p)
		case "ignore":
			d.ignore, err = f.causes(p)
		case "thresholds":
			err = f.thresholds(p, "")
		case "accounts":
			err = f.accounts(p)
		default:
			err = f.unknown(p.key, "key", yamlKeys)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// causes reads a list of causes.
func (f *yamlFile) causes(p yamlPair) ([]named, error) {
	list := deref(p.value)
	if list.Kind != yaml.SequenceNode {
		return nil, f.wrong(p.value, "", "%s is %s, wanted a list of causes ([] for none)", p.key.Value, describe(list))
	}
	causes := []named{}
	for _, item := range list.Content {
		n := deref(item)
		if n.Kind != yaml.ScalarNode || n.Value == "" || isNull(n) {
			return nil, f.wrong(item, "", "%s has %s, wanted the name of a cause", p.key.Value, describe(n))
		}
		causes = append(causes, named{n.Value, f.place(item)})
	}
	return causes, nil
}

func (f *yamlFile) accounts(p yamlPair) error {
	pairs, err := f.mapping(p.value, p.key.Value)
	if err != nil {
		return err
	}
	for _, account := range pairs {
		if err := f.thresholds(account, account.key.Value); err != nil {
			return err
		}
	}
	return nil
}

// thresholds reads a mapping of causes; account is empty for global ones.
func (f *yamlFile) thresholds(p yamlPair, account string) error {
	causes, err := f.mapping(p.value, p.key.Value)
	if err != nil {
		return err
	}
	for _, cause := range causes {
		metrics, err := f.mapping(cause.value, cause.key.Value)
		if err != nil {
			return err
		}
		for _, p := range metrics {
			m, ok := meter.MetricByName(p.key.Value)
			if !ok {
				return f.unknown(p.key, "metric", metricNames)
			}
			value, err := f.number(p, m)
			if err != nil {
				return err
			}
			f.d.put(account, cause.key.Value, m, entry{
				Threshold: Threshold{Value: value, Place: f.place(p.value), Set: true},
			})
		}
	}
	return nil
}

func (f *yamlFile) number(p yamlPair, m meter.Metric) (float64, error) {
	n := deref(p.value)
	if n.Kind != yaml.ScalarNode || n.ShortTag() == "!!bool" || isNull(n) {
		return 0, f.wrong(p.value, numberHint, "%s is %s, wanted a number", m, describe(n))
	}
	value, ok := decimal(n.Value)
	if !ok {
		return 0, f.wrong(p.value, numberHint, "%s is %q, wanted a number", m, n.Value)
	}
	if !isFinite(m, value) {
		return 0, f.wrong(p.value, numberHint, "%s is %s, too large once multiplied by %d minutes", m, n.Value, m.Minutes())
	}
	return value, nil
}

// mapping lists the pairs of a mapping in order; null is an empty one.
func (f *yamlFile) mapping(n *yaml.Node, what string) ([]yamlPair, error) {
	at := n
	n = deref(n)
	if isNull(n) {
		return nil, nil
	}
	if n.Kind != yaml.MappingNode {
		return nil, f.wrong(at, "", "%s is %s, wanted keys with values", what, describe(n))
	}
	var pairs []yamlPair
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.Value == "" {
			return nil, f.wrong(key, "", "%s has %s for a key, wanted a name", what, describe(key))
		}
		if line, twice := lines[key.Value]; twice {
			return nil, f.wrong(key, "keep one of the two", "%s has %s twice, first on line %d", what, key.Value, line)
		}
		lines[key.Value] = key.Line
		pairs = append(pairs, yamlPair{key, n.Content[i+1]})
	}
	return pairs, nil
}

func (f *yamlFile) place(n *yaml.Node) string { return fmt.Sprintf("%s:%d", f.name, n.Line) }

func (f *yamlFile) wrong(n *yaml.Node, hint, format string, args ...any) error {
	return dataError(f.name, n.Line, n.Column, hint, format, args...)
}

func (f *yamlFile) unknown(key *yaml.Node, what string, wanted []string) error {
	return f.wrong(key, nearestHint(key.Value, wanted), "unknown %s %q, wanted %s", what, key.Value, strings.Join(wanted, ", "))
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntax places an error of the YAML reader, which knows the line at most.
func (f *yamlFile) syntax(err error) error {
	text := err.Error()
	match := yamlLine.FindStringSubmatch(text)
	line := 0
	if match != nil {
		text = text[len(match[0]):]
		line, _ = strconv.Atoi(match[1])
	}
	return dataError(f.name, line, 0, syntaxHint, "%s", text)
}

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
	case n.Kind == yaml.AliasNode:
		return "an alias"
	case isNull(n) || n.Value == "":
		return "empty"
	}
	return strconv.Quote(n.Value)
}
