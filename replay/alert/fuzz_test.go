package alert

import (
	"errors"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// FuzzLoad holds what is true of any source: an error has a place in it; else
// only monitored causes are checked, each limit is a finite number, a remark
// is one line, and the same bytes give the same result.
func FuzzLoad(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files[:len(archive.Files)-1] {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		load := func() (*Config, []string, error) {
			opt := Options{Node: "kazoo@a.example", Zone: "east"}
			return Load([]Source{{Name: "first", Data: data}, {Name: "second", Data: data}}, opt)
		}
		c, remarks, err := load()
		if again := dump(load()); again != dump(c, remarks, err) {
			t.Fatalf("twice:\n%s\n%s", dump(c, remarks, err), again)
		}
		if err != nil {
			var bad *cdr.DataError
			if !errors.As(err, &bad) || !strings.HasPrefix(bad.Place, "first") || bad.Problem == "" {
				t.Fatalf("error %#v", err)
			}
			return
		}
		for _, cause := range c.Checked() {
			if !slices.Contains(c.Monitor, cause) || slices.Contains(c.Ignore, cause) {
				t.Errorf("%q is checked", cause)
			}
			thresholds, limits := c.Limits(cause)
			for m := range limits {
				if math.IsNaN(limits[m]) || math.IsInf(limits[m], 0) || limits[m] < 0 || (limits[m] > 0) != (thresholds[m] > 0) {
					t.Errorf("%q: limit %v of %v", cause, limits[m], thresholds[m])
				}
			}
		}
		for _, remark := range remarks {
			if strings.ContainsAny(remark, "\r\n") {
				t.Errorf("remark %q", remark)
			}
		}
	})
}
