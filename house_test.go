// Package cdrlab_test holds the rules of the house: which package may import
// which, and who owns each heavy dependency.
package cdrlab_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/cdrlab/cdrlab/"

// owners are the only packages that may import a module (and below it).
var owners = map[string][]string{
	"github.com/apache/arrow/go/v15":   {"replay/cdr", "replay/cdrfmt/columnar"},
	"github.com/parquet-go/parquet-go": {"replay/cdrfmt/columnar", "replay/cdrfmt/columnar/pqread"},
	"github.com/klauspost/compress":    {"replay/cdrfmt", "replay/cdrfmt/columnar/pqread", "cmd/benchpeers"},
	"github.com/zeebo/xxh3":            {"replay/cdrfmt", "replay/cdrfmt/dialect"},
	"go.yaml.in/yaml/v3":               {"replay/yamldoc", "replay/alert", "analyze/label", "analyze/regress"},
	"github.com/spf13/cobra":           {"cmd/cdrlab"},
	"github.com/spf13/pflag":           {"cmd/cdrlab"},
	"golang.org/x/term":                {"cmd/cdrlab"},
	"gonum.org/v1/plot":                {"analyze/plot"},
	"github.com/rogpeppe/go-internal":  {"cmd/cdrlab"},
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
	"analyze/falsealarm",
	"analyze/kpi",
	"analyze/label",
	"analyze/plot",
	"analyze/regress",
	"analyze/tune",
	"replay",
	"replay/alert",
	"replay/canonical",
	"replay/cdr",
	"replay/cdrfmt/joining",
	"replay/cdrfmt/jsondoc",
	"replay/cdrfmt/mend",
	"replay/cdrfmt/sqldump",
	"replay/cdrfmt/translate",
	"replay/cdrfmt/xmldoc",
	"replay/count",
	"replay/meter",
	"replay/pseudonym",
	"replay/yamldoc",
	"simulate",
	"simulate/failover",
	"simulate/failover/callflow",
	"simulate/failover/directory",
	"simulate/failover/document",
	"simulate/failover/record",
	"simulate/failover/registrar",
	"simulate/failover/study",
	"simulate/restart",
	"simulate/restart/casefile",
	"simulate/restart/incidence",
	"simulate/restart/inflight",
}

var impure = []string{"os", "log", "log/slog", "net", "net/http", "math/rand", "os/exec", "syscall"}

// imports maps each package, by its folder, to what its files import; tests
// may import what they like.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	list := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		from := filepath.ToSlash(filepath.Dir(path))
		for _, spec := range file.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			list[from] = append(list[from], imp)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 10 {
		t.Fatalf("only %d packages found", len(list))
	}
	return list
}

func tree(path string) string { return strings.SplitN(path, "/", 2)[0] }

func TestImportsPointOneWay(t *testing.T) {
	for from, list := range imports(t) {
		for _, imp := range list {
			to, ok := strings.CutPrefix(imp, module)
			if ok && tree(to) != tree(from) && !slices.Contains(layers[tree(from)], tree(to)) {
				t.Errorf("%s imports %s", from, to)
			}
		}
	}
}

func TestHeavyDependenciesHaveOwners(t *testing.T) {
	for from, list := range imports(t) {
		for _, imp := range list {
			for dep, own := range owners {
				if (imp == dep || strings.HasPrefix(imp, dep+"/")) && !slices.Contains(own, from) {
					t.Errorf("%s imports %s, which belongs to %v", from, imp, own)
				}
			}
		}
	}
}

func TestPurePackagesStayPure(t *testing.T) {
	list := imports(t)
	for _, from := range pure {
		if list[from] == nil {
			t.Errorf("no package %s", from)
		}
		for _, imp := range list[from] {
			if slices.Contains(impure, imp) {
				t.Errorf("%s imports %s", from, imp)
			}
		}
	}
}
