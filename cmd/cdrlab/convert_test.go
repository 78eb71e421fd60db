package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// withoutNames takes the names of accounts and gateways out of firings.
func withoutNames(t *testing.T, jsonl []byte) []any {
	t.Helper()
	var list []any
	decoder := json.NewDecoder(bytes.NewReader(jsonl))
	for {
		var firing map[string]any
		if err := decoder.Decode(&firing); err == io.EOF {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		for _, top := range []string{"top_account", "top_gateway"} {
			entries, _ := firing[top].([]any)
			for _, e := range entries {
				delete(e.(map[string]any), "name")
			}
		}
		list = append(list, firing)
	}
}

// Stand-ins change nothing that the engine sees but names, with any prefix kept
// and in any format.
func TestStandInsFireTheSame(t *testing.T) {
	replay := func(path string) []byte {
		var out, errs bytes.Buffer
		args := []string{"replay", path, "--thresholds", "../../testdata/thresholds/demo.yaml", "--format", "jsonl", "--quiet"}
		if status := run(args, nil, &out, &errs); status != exitFine {
			t.Fatalf("%v: status %d, %s", args, status, errs.String())
		}
		return out.Bytes()
	}
	key := filepath.Join(t.TempDir(), "key")
	writePrivate(t, key, "8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92\n")
	for _, input := range []string{demoFolder + "/kazoo", demoFolder + "/traffic.parquet"} {
		want := replay(input)
		if len(want) == 0 {
			t.Fatal("no firings: a poor example")
		}
		for _, c := range []struct{ ending, keep string }{{"csv", "0"}, {"parquet", "country"}, {"arrow", "4"}} {
			path := filepath.Join(t.TempDir(), "standins."+c.ending)
			var errs bytes.Buffer
			args := []string{"convert", input, "--pseudonymise", key, "--keep-prefix", c.keep, "-o", path, "--quiet"}
			if status := run(args, nil, io.Discard, &errs); status != exitFine {
				t.Fatalf("%v: status %d, %s", args, status, errs.String())
			}
			got := replay(path)
			if bytes.Equal(got, want) {
				t.Errorf("%s as %s: the names are the same", input, c.ending)
			}
			if g, w := withoutNames(t, got), withoutNames(t, want); !reflect.DeepEqual(g, w) {
				t.Errorf("%s as %s:\n got %v\nwant %v", input, c.ending, g, w)
			}
		}
	}
}

// writePrivate writes a file that only its owner can read.
func writePrivate(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
