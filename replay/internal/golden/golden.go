// Package golden compares what is understood of made-up files with what was
// written down of them, for the tests of the packages that read CDRs.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Files are the files that a pattern matches, by name; there must be some.
func Files(t testing.TB, pattern string) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatal("no test files", err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	return files
}

// Test compares what describe says of each file that a pattern matches with the
// file of the same name that ends in .golden.
func Test(t *testing.T, pattern string, describe func(name string, data []byte) string) {
	t.Helper()
	for name, data := range Files(t, pattern) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			Compare(t, strings.TrimSuffix(name, filepath.Ext(name))+".golden", describe(name, data))
		})
	}
}

// Compare compares a text with the golden file of a path, which it rewrites with
// -update.
func Compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
