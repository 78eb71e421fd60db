package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// exampleArgs put the worked example through the command.
func exampleArgs(more ...string) []string {
	const dir = "../../testdata/failover/"
	return append([]string{
		"simulate", "failover", dir + "cdrs", "--config", dir + "docs.jsonl", "--tz", "Europe/Berlin",
	}, more...)
}

const exampleRegistrations = "../../testdata/failover/registrations.csv"

// TestFailoverExample holds the answers about the worked example.
func TestFailoverExample(t *testing.T) {
	for name, args := range map[string][]string{
		"both":        {"--registrations", exampleRegistrations},
		"verbose":     {"--registrations", exampleRegistrations, "--verbose", "--quiet"},
		"inferred":    {"--quiet"},
		"on":          {"--registrations", exampleRegistrations, "--failover-when-all-unreg", "on", "--quiet"},
		"no-verdict":  {"--registrations", exampleRegistrations, "--recorded-flag", "on", "--quiet"},
		"thresholds":  {"--registrations", exampleRegistrations, "--thresholds", "../../testdata/thresholds/demo.yaml", "--quiet"},
		"summary":     {"--registrations", exampleRegistrations, "--format", "json", "--quiet"},
		"list-worse":  {"--registrations", exampleRegistrations, "--list", "worse-on", "--quiet"},
		"list-csv":    {"--registrations", exampleRegistrations, "--list", "exception", "--format", "csv", "--quiet"},
		"list-jsonl":  {"--registrations", exampleRegistrations, "--list", "undecided", "--format", "jsonl", "--quiet"},
		"one-account": {"--registrations", exampleRegistrations, "--account", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "--since", "2026-03-10", "--until", "2026-03-11", "--quiet"},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := run(exampleArgs(args...), strings.NewReader(""), &stdout, &stderr)
			got := fmt.Appendf(nil, "exit status %d\n%s", status, stdout.Bytes())
			if stderr.Len() > 0 {
				got = fmt.Appendf(got, "stderr:\n%s", stderr.Bytes())
			}
			golden := filepath.Join("testdata", "failover", name+".txt")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestFailoverScreen: a first screen has 24 lines of 100 columns at most.
func TestFailoverScreen(t *testing.T) {
	var stdout, stderr bytes.Buffer
	args := exampleArgs("--registrations", exampleRegistrations, "--quiet", "--plot", filepath.Join(t.TempDir(), "pictures"))
	if status := run(args, strings.NewReader(""), &stdout, &stderr); status != 0 {
		t.Fatal(stderr.String())
	}
	lines := strings.Split(strings.TrimSuffix(stdout.String(), "\n"), "\n")
	if len(lines) > screenLines {
		t.Errorf("%d lines", len(lines))
	}
	for _, line := range lines {
		if utf8.RuneCountInString(line) > screenColumns {
			t.Errorf("%d columns: %s", utf8.RuneCountInString(line), line)
		}
	}
}

// TestFailoverEmitted: the emitted CDRs are the record without the legs that
// vanish, and have the answer of a cluster with the flag on.
func TestFailoverEmitted(t *testing.T) {
	dir := t.TempDir()
	emitted := filepath.Join(dir, "on.csv")
	answer := func(args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if status := run(args, strings.NewReader(""), &stdout, &stderr); status != 0 {
			t.Fatal(stderr.String())
		}
		return stdout.String()
	}
	answer(exampleArgs("--registrations", exampleRegistrations, "--quiet", "--emit-cdr", emitted)...)
	with := exampleArgs("--registrations", exampleRegistrations, "--quiet", "--recorded-flag", "on", "--list", "disagree")
	with[2] = emitted
	if got := answer(with...); !strings.Contains(got, "No call is disagree.") {
		t.Errorf("the emitted CDRs disagree with the flag on:\n%s", got)
	}
	// And back: the legs that were left out appear again.
	back := filepath.Join(dir, "off.csv")
	with = exampleArgs("--registrations", exampleRegistrations, "--quiet", "--recorded-flag", "on", "--emit-cdr", back)
	with[2] = emitted
	answer(with...)
	with = exampleArgs("--registrations", exampleRegistrations, "--quiet", "--list", "disagree")
	with[2] = back
	if got := answer(with...); !strings.Contains(got, "No call is disagree.") {
		t.Errorf("the CDRs emitted from those disagree with the flag off:\n%s", got)
	}
}

// TestFailoverInputOrder: whichever file comes first, the answer is the same.
func TestFailoverInputOrder(t *testing.T) {
	args := exampleArgs("--registrations", exampleRegistrations, "--quiet", "--format", "jsonl")
	var whole, parts, stderr bytes.Buffer
	if status := run(args, strings.NewReader(""), &whole, &stderr); status != 0 {
		t.Fatal(stderr.String())
	}
	files, err := filepath.Glob(filepath.Join(args[2], "*.csv"))
	if err != nil || len(files) != 2 {
		t.Fatal(err, files)
	}
	args = slices.Concat(args[:2], []string{files[1], files[0]}, args[3:])
	if status := run(args, strings.NewReader(""), &parts, &stderr); status != 0 {
		t.Fatal(stderr.String())
	}
	if !bytes.Equal(whole.Bytes(), parts.Bytes()) {
		t.Error("other files first, other answer")
	}
}
