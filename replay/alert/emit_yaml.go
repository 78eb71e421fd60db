package alert

import (
	"bytes"

	"go.yaml.in/yaml/v3"
)

// yaml writes our own form, which can say everything.
func (e *emission) yaml(c *Config) {
	root := &yaml.Node{Kind: yaml.MappingNode}
	put(root, "monitor", e.yamlList(c.Monitor))
	put(root, "ignore", e.yamlList(c.Ignore))
	put(root, "thresholds", e.yamlCauses(c.Causes))
	if accounts := e.accounts(c); len(accounts) > 0 {
		list := &yaml.Node{Kind: yaml.MappingNode}
		for _, account := range accounts {
			put(list, account, e.yamlCauses(c.Accounts[account]))
		}
		put(root, "accounts", list)
	}
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		panic(err) // plain nodes can always be written
	}
	e.out = b.Bytes()
}

func (e *emission) yamlList(causes []string) *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, cause := range e.listed(causes) {
		list.Content = append(list.Content, yamlString(cause))
	}
	return list
}

func (e *emission) yamlCauses(of map[string]*Thresholds) *yaml.Node {
	causes := &yaml.Node{Kind: yaml.MappingNode}
	for _, cause := range e.causes(of) {
		metrics := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
		for _, s := range of[cause].settings() {
			put(metrics, s.metric.String(), &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!float", Value: Number(s.value)})
		}
		put(causes, cause, metrics)
	}
	return causes
}

// put adds a key and its value to a mapping.
func put(mapping *yaml.Node, key string, value *yaml.Node) {
	mapping.Content = append(mapping.Content, yamlString(key), value)
}

// yamlString is a name, which the encoder quotes where it must.
func yamlString(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
}
