package alert

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// sections are those of a system_config document that are in force, the one
// that wins first: node, zone, default (kapps_config:get_value).
type sections []section

type section struct {
	name   string
	values map[string]json.RawMessage
}

// sections picks those in force and notes all that the document has.
func (e *export) sections(doc document) sections {
	for name, raw := range doc.fields {
		if !strings.HasPrefix(name, "_") && !strings.HasPrefix(name, "pvt_") && jsonObject(raw) != nil {
			e.d.sections[name] = true
		}
	}
	var list sections
	for _, name := range []string{e.d.opt.Node, e.d.opt.Zone, defaultSection} {
		if values := jsonObject(doc.fields[name]); name != "" && values != nil {
			list = append(list, section{name, values})
		}
	}
	return list
}

// value is the value of a key and the section it is taken from, nil if no
// section has it.
func (s sections) value(key string) (json.RawMessage, string) {
	for _, in := range s {
		if raw := present(in.values[key]); raw != nil {
			return raw, in.name
		}
	}
	return nil, ""
}

// keys are the keys of all sections in force, sorted.
func (s sections) keys() []string {
	all := map[string]bool{}
	for _, in := range s {
		for key := range in.values {
			all[key] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// present is raw, or nil for null, which KAZOO takes for absent.
func present(raw json.RawMessage) json.RawMessage {
	if string(raw) == "null" {
		return nil
	}
	return raw
}

// isNode tells a node's section from a zone's.
func isNode(section string) bool { return strings.Contains(section, "@") }
