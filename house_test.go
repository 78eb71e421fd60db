// Package cdrlab_test holds the rules of the house: which package may import
// which, and who owns each heavy dependency.
package cdrlab_test

import (
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/cdrlab/cdrlab/"

// owners are the only packages that may import a module (and below it).
var owners = map[string][]string{
	"github.com/apache/arrow/go/v15":      {"replay/cdr", "replay/cdrfmt/columnar"},
	"github.com/parquet-go/parquet-go":    {"replay/cdrfmt/columnar"},
	"github.com/klauspost/compress":       {"replay/cdrfmt"},
	"github.com/zeebo/xxh3":               {"replay/cdrfmt"},
	"go.yaml.in/yaml/v3":                  {"replay/alert"},
	"github.com/spf13/cobra":              {"cmd/cdrlab"},
	"github.com/spf13/pflag":              {"cmd/cdrlab"},
	"golang.org/x/term":                   {"cmd/cdrlab"},
	"gonum.org/v1/plot":                   {"analyze/plot"},
	"github.com/rogpeppe/go-internal":     {"cmd/cdrlab"},
	"honnef.co/go/tools":                  {},
	"github.com/ClickHouse/clickhouse-go": {"replay/cluster"},
}

// layers say what each tree may import of the others: cmd -> {analyze,
// simulate} -> replay, and analyze and simulate meet only in cmd.
var layers = map[string][]string{
	"cmd":      {"analyze", "simulate", "replay"},
	"analyze":  {"replay"},
	"simulate": {"replay"},
	"replay":   {},
}

// pure packages compute: no files, no clock, no logging, no global random
// source.
var pure = []string{
	"replay/cdr", "replay/count", "replay/meter", "replay/alert", "replay", "simulate", "analyze/plot",
}

var impure = []string{"os", "log", "log/slog", "net", "net/http", "math/rand", "os/exec", "syscall"}

type pkg struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	if len(list) < 10 {
		t.Fatalf("go list names only %d packages", len(list))
	}
	return list
}

func tree(path string) string { return strings.SplitN(path, "/", 2)[0] }

func TestImportsPointOneWay(t *testing.T) {
	for _, p := range packages(t) {
		from, ok := strings.CutPrefix(p.ImportPath, module)
		if !ok {
			continue
		}
		for _, imp := range p.Imports {
			to, ok := strings.CutPrefix(imp, module)
			if ok && tree(to) != tree(from) && !slices.Contains(layers[tree(from)], tree(to)) {
				t.Errorf("%s imports %s", from, to)
			}
		}
	}
}

func TestHeavyDependenciesHaveOwners(t *testing.T) {
	for _, p := range packages(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		for _, imp := range p.Imports {
			for dep, own := range owners {
				if (imp == dep || strings.HasPrefix(imp, dep+"/")) && !slices.Contains(own, from) {
					t.Errorf("%s imports %s, which belongs to %v", from, imp, own)
				}
			}
		}
	}
}

func TestPurePackagesStayPure(t *testing.T) {
	for _, p := range packages(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		if !slices.Contains(pure, from) {
			continue
		}
		for _, imp := range p.Imports {
			if slices.Contains(impure, imp) {
				t.Errorf("%s imports %s", from, imp)
			}
		}
	}
}
