package yamldoc

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"":                  "",
		"# nothing\n":       "",
		"~":                 "",
		"a: 1":              "",
		"a: [":              "f:1: did not find expected node content",
		"a: 1\n---\nb: 2":   "f:2:1: a second document begins, wanted one",
		"a: *missing":       "f: unknown anchor 'missing' referenced",
		"\xff\xfe not text": "f: yaml: ",
	} {
		n, err := Parse("f", []byte(text), "hint")
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", text, err)
		case want != "" && (err == nil || n != nil):
			t.Errorf("%q: %v, %v, want an error", text, n, err)
		case want != "" && !strings.HasPrefix(want, "f: yaml") && err.Error() != want:
			t.Errorf("%q: %v, want %s", text, err, want)
		}
		if empty := want == "" && text != "a: 1"; empty != (n == nil && err == nil) {
			t.Errorf("%q: node %v", text, n)
		}
	}
}

func TestDescribe(t *testing.T) {
	for text, want := range map[string]string{
		"{}": "a mapping", "[]": "a list", "''": "empty", "x": `"x"`,
		strings.Repeat("é", 100): `"` + strings.Repeat("é", 37) + `..."`,
	} {
		n, err := Parse("f", []byte(text), "")
		if err != nil {
			t.Fatal(err)
		}
		if got := Describe(n); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	alias := &yaml.Node{Kind: yaml.AliasNode, Alias: &yaml.Node{Kind: yaml.SequenceNode}}
	if got := Describe(alias) + ", " + Describe(Deref(alias)); got != "an alias, a list" {
		t.Error(got)
	}
}
