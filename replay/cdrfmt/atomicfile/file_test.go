package atomicfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// entries are the names in a folder.
func entries(t *testing.T, dir string) string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func create(t *testing.T, path, text string) *File {
	t.Helper()
	f, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return f
}

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestCommit(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv")
	for _, text := range []string{"first", "second"} {
		f := create(t, path, text)
		if got := entries(t, dir); !strings.HasPrefix(got, ".out.csv.0.tmp") {
			t.Errorf("before Commit: %q", got)
		}
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
		f.Abort() // must do nothing
		if got := entries(t, dir); got != "out.csv" || content(t, path) != text {
			t.Errorf("after Commit: %q with %q, want out.csv with %q", got, content(t, path), text)
		}
	}
	if err := create(t, path, "").Commit(); err != nil {
		t.Fatal(err)
	}
	// The same permissions as an ordinary new file.
	plain := filepath.Join(dir, "plain")
	p, err := os.OpenFile(plain, os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	a, _ := os.Stat(path)
	b, _ := os.Stat(plain)
	if a.Mode() != b.Mode() {
		t.Errorf("mode %v, want %v", a.Mode(), b.Mode())
	}
}

func TestAbort(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv")
	create(t, path, "gone").Abort()
	if got := entries(t, dir); got != "" {
		t.Errorf("left behind: %q", got)
	}
	if err := create(t, path, "old").Commit(); err != nil {
		t.Fatal(err)
	}
	f := create(t, path, "new")
	f.Abort()
	if got := entries(t, dir); got != "out.csv" || content(t, path) != "old" {
		t.Errorf("%q with %q, want out.csv with the old content", got, content(t, path))
	}
	if err := f.Commit(); err == nil {
		t.Error("Commit after Abort: no error")
	}
}

func TestTwoAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out")
	a, b := create(t, path, "a"), create(t, path, "b")
	for _, f := range []*File{a, b} {
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	if got := content(t, path); got != "b" {
		t.Errorf("found %q, want b", got)
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct{ path, want string }{
		{filepath.Join(dir, "no", "such", "out.csv"), "no such file or directory"},
		{dir, "found a folder"},
		{dir + "/", "found a folder"},
		{"", "found a folder"},
	} {
		_, err := Create(c.path)
		if err == nil || !strings.HasPrefix(err.Error(), c.path+": ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Create(%q): %v, want the path and %q", c.path, err, c.want)
		}
	}
	f := create(t, filepath.Join(dir, "x"), "x")
	if err := os.Mkdir(filepath.Join(dir, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err == nil {
		t.Error("Commit onto a folder: no error")
	}
	if got := entries(t, dir); got != "x" {
		t.Errorf("left behind: %q", got)
	}
}
