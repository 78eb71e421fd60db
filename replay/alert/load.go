package alert

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Source is one file of thresholds, already read.
type Source struct {
	// Name stands in places and messages: the path as the user gave it.
	Name string
	// Data is the whole file.
	Data []byte
}

// Options choose the sections of KAZOO documents. A value of the node wins
// over one of its zone, and that over "default"; empty names choose neither.
type Options struct {
	// Node is as KAZOO writes it, such as "kazoo_apps@host.example".
	Node string
	// Zone is a zone of config.ini.
	Zone string
}

// Load reads sources in order over KAZOO's defaults and says, a line each,
// what in them does not do what it seems to. A later source overrides an
// earlier one per cause and metric and replaces the lists whole. The error is
// a *cdr.DataError.
func Load(sources []Source, opt Options) (*Config, []string, error) {
	in, err := Inspect(sources, opt)
	if err != nil {
		return nil, nil, err
	}
	return in.Config, in.Remarks, nil
}

// read reads and settles the sources.
func read(sources []Source, opt Options) (*draft, *Config, error) {
	d := newDraft(opt)
	for i, src := range sources {
		d.source = i
		data := bytes.TrimPrefix(src.Data, []byte("\ufeff"))
		var err error
		switch recognise(data) {
		case formDocuments:
			err = d.readDocuments(src.Name, data)
		case formSup:
			err = d.readSup(src.Name, data)
		default:
			err = d.readYAML(src.Name, data)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return d, d.settle(), nil
}

// form is what a source is written in.
type form uint8

const (
	formYAML form = iota
	formDocuments
	formSup
)

// recognise tells the form by content. Our YAML may be written as JSON or as
// a flow mapping, so a brace alone does not make a KAZOO document.
func recognise(data []byte) form {
	text := bytes.TrimLeft(data, " \t\r\n")
	if len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		if text[0] == '{' && isOurs(text) {
			return formYAML
		}
		return formDocuments
	}
	for line := range bytes.Lines(data) {
		if isSupLine(string(line)) {
			return formSup
		}
	}
	return formYAML
}

// isOurs tells whether a text that begins with a brace has a key of our YAML.
func isOurs(text []byte) bool {
	var keys map[string]json.RawMessage
	if json.NewDecoder(bytes.NewReader(text)).Decode(&keys) != nil {
		var node map[string]yaml.Node
		if yaml.Unmarshal(text, &node) != nil {
			return false
		}
		keys = map[string]json.RawMessage{}
		for key := range node {
			keys[key] = nil
		}
	}
	if _, document := keys["_id"]; document {
		return false
	}
	for _, key := range yamlKeys {
		if _, ok := keys[key]; ok {
			return true
		}
	}
	return false
}

// isSupLine tells whether a line is a sup command, prompt or not.
func isSupLine(line string) bool {
	words := strings.Fields(trimPrompt(line))
	if len(words) > 0 && words[0] == "sudo" {
		words = words[1:]
	}
	return len(words) > 0 && (isSup(words[0]) || words[0] == supModule)
}

// nearestHint asks whether the nearest of the wanted names was meant.
func nearestHint(name string, wanted []string) string {
	if near := cdr.Nearest(name, wanted); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return ""
}
