package cdrfmt

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

func TestExpand(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"mar/b.csv", "mar/a/2.csv", "mar/a-1.csv", "mar/.hidden", "mar/.git/x.csv", "apr/c.csv", "a[1].csv", "empty/.keep"} {
		write(t, ".", name, "x")
	}
	if err := os.Symlink("b.csv", "mar/latest.csv"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		paths, want, err string
	}{
		{"apr/c.csv", "apr/c.csv", ""},
		{"apr", "apr/c.csv", ""},
		{"apr/", "apr/c.csv", ""},
		{"- apr", "- apr/c.csv", ""},
		{"mar/a*", "mar/a/2.csv mar/a-1.csv", ""},
		{"?pr/*.csv", "apr/c.csv", ""},
		{"a[1].csv", "a[1].csv", ""},
		{"mar/a mar/a-1.csv", "mar/a/2.csv mar/a-1.csv", ""},
		{"mar", "", "mar/latest.csv: the same source twice, first as mar/b.csv"},
		{"apr apr/c.csv", "", "apr/c.csv: the same source twice"},
		{"apr/c.csv ./apr/../apr/c.csv", "", "./apr/../apr/c.csv: the same source twice, first as apr/c.csv"},
		{"- -", "", "-: the same source twice"},
		{"may.csv", "", "may.csv: no such file or folder"},
		{"may/*.csv", "", "may/*.csv: no file matches this pattern"},
		{"empty", "", "empty: a folder without CDRs: no files"},
		{"", "", "no input"},
	} {
		found, err := expand(strings.Fields(c.paths))
		var names []string
		for _, in := range found {
			names = append(names, filepath.ToSlash(in.name))
		}
		if c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("%q: got %v, want %s", c.paths, err, c.err)
			}
			continue
		}
		if got := strings.Join(names, " "); err != nil || got != c.want {
			t.Errorf("%q: got %s, %v, want %s", c.paths, got, err, c.want)
		}
	}
	var usage *cdr.UsageError
	if _, err := expand(nil); !errors.As(err, &usage) {
		t.Errorf("no input: got %v, want a usage error", err)
	}
}
