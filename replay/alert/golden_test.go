package alert

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/meter"
)

var update = flag.Bool("update", false, "rewrite the want section of testdata/*.txtar")

// TestGolden loads the files of each archive in order and compares what comes
// of it with its last file, want. "node NAME" and "zone NAME" in the comment
// are the options.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("testdata: %d archives, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			var sources []Source
			for _, f := range archive.Files[:last] {
				sources = append(sources, Source{Name: f.Name, Data: f.Data})
			}
			got := dump(Load(sources, optionsOf(string(archive.Comment))))
			if *update {
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(archive.Files[last].Data); archive.Files[last].Name != "want" || got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func optionsOf(comment string) (opt Options) {
	lines := bufio.NewScanner(strings.NewReader(comment))
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "node "); ok {
			opt.Node = name
		}
		if name, ok := strings.CutPrefix(lines.Text(), "zone "); ok {
			opt.Zone = name
		}
	}
	return opt
}

// dump prints a result of Load.
func dump(c *Config, remarks []string, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error %v\n", err)
		if bad := (*cdr.DataError)(nil); errors.As(err, &bad) && bad.Hint != "" {
			fmt.Fprintf(&b, "hint %s\n", bad.Hint)
		}
		return b.String()
	}
	fmt.Fprintf(&b, "checked %s\n", strings.Join(c.Checked(), " "))
	if !slices.Equal(c.Ignore, DefaultIgnore()) {
		fmt.Fprintf(&b, "ignored %s\n", strings.Join(c.Ignore, " "))
	}
	dumpCauses(&b, "", c.Causes)
	for _, account := range slices.Sorted(maps.Keys(c.Accounts)) {
		dumpCauses(&b, account+" ", c.Accounts[account])
	}
	for _, u := range c.Unchecked {
		fmt.Fprintf(&b, "unchecked %s: %s\n", u.Cause, u.Reason)
	}
	for _, r := range remarks {
		fmt.Fprintf(&b, "remark %s\n", r)
	}
	return b.String()
}

func dumpCauses(b *strings.Builder, prefix string, causes map[string]*Thresholds) {
	for _, cause := range slices.Sorted(maps.Keys(causes)) {
		for m, t := range causes[cause] {
			if t.Set {
				fmt.Fprintf(b, "%s%s %s %v (%s)\n", prefix, cause, meter.Metric(m), t.Value, t.Place)
			}
		}
	}
}
