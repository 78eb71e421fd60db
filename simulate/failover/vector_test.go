package failover

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

const vectorDir = "../../testdata/vectors/failover"

// vectorDecision is an outcome as the vectors write it.
type vectorDecision struct {
	Result    string
	Separator string
	Dial      []struct {
		Endpoint int
		Via      string
		Depth    int
	}
}

type vectorCase struct {
	ID, Rule string
	Expect   map[string]struct{ Off, On vectorDecision }
}

// asVector is a decision the way the vectors write it.
func asVector(t *testing.T, d Decision) (v vectorDecision) {
	t.Helper()
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// TestVectors holds every decision of KAZOO's own code, of both releases.
func TestVectors(t *testing.T) {
	cases := 0
	for _, name := range []string{"endpoint-rules.jsonl", "endpoints.jsonl"} {
		text, err := os.ReadFile(filepath.Join(vectorDir, name))
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			cases++
			var c vectorCase
			if err := json.Unmarshal(line, &c); err != nil {
				t.Fatal(err)
			}
			req, err := ParseCaptured(name, line)
			if err != nil {
				t.Fatal(err)
			}
			registered, err := AddressSet(name, req.Addresses)
			if err != nil {
				t.Fatal(err)
			}
			for _, rel := range []Release{Release43, Master} {
				want, own := c.Expect[rel.String()]
				if !own {
					want = c.Expect["4.3"]
				}
				got := DecideBoth(&req.Request, registered, rel)
				if off := asVector(t, got.Off); !reflect.DeepEqual(off, want.Off) {
					t.Errorf("%s %s, %s, off: %+v, want %+v", c.ID, c.Rule, rel, off, want.Off)
				}
				if on := asVector(t, got.On); !reflect.DeepEqual(on, want.On) {
					t.Errorf("%s %s, %s, on: %+v, want %+v", c.ID, c.Rule, rel, on, want.On)
				}
			}
		}
	}
	if cases != 356 {
		t.Errorf("%d cases, want 356", cases)
	}
}
