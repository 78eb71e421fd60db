package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMeasure(t *testing.T) {
	ctx := context.Background()
	stdout, spent, err := measure(ctx, []string{"sh", "-c", "echo out; echo remark >&2"})
	if err != nil || string(stdout) != "out\n" || spent.WallSec <= 0 {
		t.Errorf("%q, %+v, %v", stdout, spent, err)
	}
	for script, problem := range map[string]string{
		"echo first >&2; echo last >&2; exit 3":                   "exit status 3: last",
		"echo 'TypeError: no' >&2; echo 'Node.js v1' >&2; exit 1": "exit status 1: TypeError: no",
	} {
		if _, _, err := measure(ctx, []string{"sh", "-c", script}); err == nil || !strings.HasSuffix(err.Error(), problem) {
			t.Errorf("%s: %v, want %q", script, err, problem)
		}
	}
	if _, _, err := measure(ctx, []string{"no-such-program"}); err == nil || !strings.HasPrefix(err.Error(), "no-such-program: ") {
		t.Errorf("%v", err)
	}
}

func TestUnpackDropsPackagesOfAnotherVersion(t *testing.T) {
	dir := t.TempDir()
	if err := unpack(dir); err != nil {
		t.Fatal(err)
	}
	duckdb := filepath.Join(dir, "peers", "duckdb")
	installed := filepath.Join(duckdb, "node_modules", ".package-lock.json")
	install := func() {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(installed), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(installed, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	install()
	if err := unpack(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(installed); err != nil {
		t.Error("the same version was thrown away")
	}
	if err := os.WriteFile(filepath.Join(duckdb, "package.json"), []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := unpack(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(installed); err == nil {
		t.Error("packages of another version are still there")
	}
}
