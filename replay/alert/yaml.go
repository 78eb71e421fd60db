package alert

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
	"github.com/cdrlab/cdrlab/replay/yamldoc"
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
	root, err := yamldoc.Parse(name, data, syntaxHint)
	if err != nil {
		return err
	}
	if root == nil {
		d.tell(Note, CodeEmpty, name, "is empty, nothing is set")
		return nil
	}
	pairs, err := f.mapping(root, "the file")
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
	list := yamldoc.Deref(p.value)
	if list.Kind != yaml.SequenceNode {
		return nil, f.wrong(p.value, "", "%s is %s, wanted a list of causes ([] for none)", p.key.Value, yamldoc.Describe(list))
	}
	causes := []named{}
	for _, item := range list.Content {
		n := yamldoc.Deref(item)
		if n.Kind != yaml.ScalarNode || n.Value == "" || yamldoc.IsNull(n) {
			return nil, f.wrong(item, "", "%s has %s, wanted the name of a cause", p.key.Value, yamldoc.Describe(n))
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
	n := yamldoc.Deref(p.value)
	if n.Kind != yaml.ScalarNode || n.ShortTag() == "!!bool" || yamldoc.IsNull(n) {
		return 0, f.wrong(p.value, numberHint, "%s is %s, wanted a number", m, yamldoc.Describe(n))
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
	n = yamldoc.Deref(n)
	if yamldoc.IsNull(n) {
		return nil, nil
	}
	if n.Kind != yaml.MappingNode {
		return nil, f.wrong(at, "", "%s is %s, wanted keys with values", what, yamldoc.Describe(n))
	}
	var pairs []yamlPair
	lines := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.Value == "" {
			return nil, f.wrong(key, "", "%s has %s for a key, wanted a name", what, yamldoc.Describe(key))
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
	return cdr.ErrorAt(f.name, n.Line, n.Column, hint, format, args...)
}

func (f *yamlFile) unknown(key *yaml.Node, what string, wanted []string) error {
	return f.wrong(key, nearestHint(key.Value, wanted), "unknown %s %q, wanted %s", what, key.Value, strings.Join(wanted, ", "))
}
