//go:build peers

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// DuckDB and Arrow for JavaScript, which npm installs, find in the files of
// convert what the readers of convert_readers_test.go do.
func TestPeersAgreeOnEveryValue(t *testing.T) {
	peers := installedPeers(t)
	for name, input := range agreeInputs(t) {
		paths := converted(t, input)
		want := seenInParquet(t, paths["parquet"])
		for what, command := range map[string][]string{
			"DuckDB, Parquet": {"duckdb", paths["parquet"]},
			"DuckDB, CSV":     {"duckdb", paths["csv"], paths["parquet"]},
			"Arrow":           {"arrow", paths["arrow"]},
		} {
			reportDifferences(t, name+": "+what, peers.see(t, command...).differences(want))
		}
	}
}

// One value that is another is found by each of them.
func TestPeersFindOneOtherValue(t *testing.T) {
	peers := installedPeers(t)
	folder := t.TempDir()
	want := seenInParquet(t, converted(t, hardLegs(t, folder, 300, nil))["parquet"])
	wrong := converted(t, hardLegs(t, folder, 300, func(row int, column, value string) string {
		if row == 241 && column == "caller_id_name" {
			return "another"
		}
		return value
	}))
	for _, command := range [][]string{{"duckdb", wrong["parquet"]}, {"duckdb", wrong["csv"], wrong["parquet"]}, {"arrow", wrong["arrow"]}} {
		found := peers.see(t, command...).differences(want)
		if len(found) != 1 || !strings.HasPrefix(found[0], `row 241: caller_id_name: "another" and `) {
			t.Errorf("%s: found %v", command[0], found)
		}
	}
}

// peers is the folder with the program that asks them.
type peers string

// installedPeers are those of CDRLAB_READERS, where .ci/test-readers installs them.
func installedPeers(t *testing.T) peers {
	t.Helper()
	folder := os.Getenv("CDRLAB_READERS")
	if folder == "" {
		t.Fatal("CDRLAB_READERS is not set: run make test-readers")
	}
	return peers(folder)
}

// see reads a file with one of them.
func (p peers) see(t *testing.T, args ...string) *seenTable {
	t.Helper()
	command := exec.Command("node", append([]string{filepath.Join(string(p), "values.mjs")}, args...)...)
	var problems bytes.Buffer
	command.Stderr = &problems
	output, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %v: %s", args, err, problems.String())
	}
	seen := &seenTable{}
	lines := json.NewDecoder(bytes.NewReader(output))
	if err := lines.Decode(&seen.columns); err != nil {
		t.Fatal(args, err)
	}
	for lines.More() {
		var values []*string
		if err := lines.Decode(&values); err != nil {
			t.Fatal(args, err)
		}
		var cells []seenCell
		for _, v := range values {
			if v == nil {
				cells = append(cells, seenCell{null: true})
			} else {
				cells = append(cells, seenCell{text: *v})
			}
		}
		seen.rows = append(seen.rows, cells)
	}
	return seen
}
