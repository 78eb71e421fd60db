package registrar

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

type vectorCase struct {
	ID        string
	Deviation int64 `json:"expires_deviation_time"`
	Steps     []struct {
		T               int64
		Op              string
		Username, Realm string
		Expires         int64
		Registered      bool
	}
}

// TestVectors holds the answers of KAZOO's registration table, stepped through
// and as intervals.
func TestVectors(t *testing.T) {
	text, err := os.ReadFile("../../../testdata/vectors/failover/registrations.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	cases, queries := 0, 0
	for line := range bytes.Lines(text) {
		cases++
		var c vectorCase
		var o document.Object
		if err := json.Unmarshal(line, &c); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(bytes.ReplaceAll(line, []byte(`,"registered":true`), nil), &o); err != nil {
			t.Fatal(err)
		}
		answer, err := Answer(c.ID, o)
		if err != nil {
			t.Fatal(err)
		}
		steps := answer.Objects("steps")
		var events []event
		for _, s := range c.Steps {
			a := failover.NewAddress(s.Username, s.Realm)
			switch {
			case s.Op == "register" && s.Expires > 0:
				events = append(events, event{s.T, a, s.T + s.Expires + c.Deviation})
			case s.Op != "query":
				events = append(events, gone(a, s.T))
			}
		}
		timeline := &Timeline{intervals: walk(events)}
		for i, s := range c.Steps {
			if s.Op != "query" {
				continue
			}
			queries++
			if got := steps[i].True("registered"); got != s.Registered {
				t.Errorf("%s, step %d: %v of the table", c.ID, i, got)
			}
			if got := timeline.RegisteredAt(failover.NewAddress(s.Username, s.Realm), s.T); got != s.Registered {
				t.Errorf("%s, step %d: %v of the intervals", c.ID, i, got)
			}
		}
	}
	if cases != 60 || queries != 311 {
		t.Errorf("%d cases, %d queries, want 60, 311", cases, queries)
	}
}
