package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// TestFailoverVectors puts KAZOO's own cases through the command. Each line of
// the answer has the fields of what is expected, and no other but id; a dialled
// string is not part of it.
func TestFailoverVectors(t *testing.T) {
	for _, c := range []struct{ flag, file string }{
		{"--bridge", "endpoint-rules.jsonl"}, {"--bridge", "endpoints.jsonl"},
		{"--calls", "document-rules.jsonl"}, {"--calls", "documents.jsonl"},
	} {
		path := filepath.Join("../../testdata/vectors/failover", c.file)
		for _, release := range []string{"4.3", "master"} {
			t.Run(c.file+" "+release, func(t *testing.T) {
				args := []string{"simulate", "failover", c.flag, path, "--release", release, "--quiet"}
				var stdout, stderr bytes.Buffer
				if status := run(args, strings.NewReader(""), &stdout, &stderr); status != 0 || stderr.Len() > 0 {
					t.Fatalf("status %d: %s", status, stderr.String())
				}
				text, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				want := parsedLines(t, text)
				got := parsedLines(t, stdout.Bytes())
				if len(got) != len(want) {
					t.Fatalf("%d lines, want %d", len(got), len(want))
				}
				for i, line := range want {
					expect := line["expect"].(map[string]any)
					outcome, own := expect[release].(map[string]any)
					if !own {
						outcome = expect["4.3"].(map[string]any)
					}
					outcome["id"] = line["id"]
					dropTargets(outcome)
					if !reflect.DeepEqual(got[i], outcome) {
						t.Errorf("%v:\n%s\nwant\n%s", line["id"], indented(t, got[i]), indented(t, outcome))
					}
				}
			})
		}
	}
}

// TestRegistrarVectors: the same lines come back, with the same answers.
func TestRegistrarVectors(t *testing.T) {
	path := "../../testdata/vectors/failover/registrations.jsonl"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	asked := bytes.ReplaceAll(bytes.ReplaceAll(text, []byte(`,"registered":true`), nil), []byte(`,"registered":false`), nil)
	var stdout, stderr bytes.Buffer
	if status := run([]string{"simulate", "failover", "--registrar", "-"}, bytes.NewReader(asked), &stdout, &stderr); status != 0 || stderr.Len() > 0 {
		t.Fatalf("status %d: %s", status, stderr.String())
	}
	if !bytes.Equal(stdout.Bytes(), text) {
		t.Error("other lines than in " + path)
	}
}

// dropTargets takes out the dialled strings, which are for reading.
func dropTargets(outcome map[string]any) {
	for _, flag := range []string{"off", "on"} {
		channels, _ := outcome[flag].(map[string]any)["dial"].([]any)
		for _, channel := range channels {
			delete(channel.(map[string]any), "target")
		}
	}
}

func parsedLines(t *testing.T, text []byte) (list []map[string]any) {
	t.Helper()
	for line := range bytes.Lines(text) {
		var object map[string]any
		if err := json.Unmarshal(line, &object); err != nil {
			t.Fatal(err)
		}
		list = append(list, object)
	}
	return list
}

func indented(t *testing.T, v any) string {
	t.Helper()
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
