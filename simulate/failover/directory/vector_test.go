package directory

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

const vectorDir = "../../../testdata/vectors/failover"

type vectorCase struct {
	ID, Rule  string
	AccountID string `json:"account_id"`
	Docs      []document.Object
	Call      struct {
		Module        string
		Data          document.Object
		AuthorizingID string `json:"authorizing_id"`
		CallerOwnerID string `json:"caller_owner_id"`
	}
	Registered []string
	Expect     map[string]struct {
		Method    string
		Endpoints []failover.Endpoint
		Off, On   json.RawMessage
	}
}

func (c *vectorCase) directory() *Directory {
	var docs []document.Document
	for _, o := range c.Docs {
		docs = append(docs, document.New(o, c.AccountID, c.ID))
	}
	return New(docs)
}

func (c *vectorCase) call() *Call {
	return &Call{
		Module: c.Call.Module, Data: c.Call.Data, AuthorizingID: c.Call.AuthorizingID, CallerOwnerID: c.Call.CallerOwnerID,
		Called: "+12223334444", AtUnixSec: 1700000000,
	}
}

func vectors(t *testing.T) (list []vectorCase) {
	t.Helper()
	for _, name := range []string{"document-rules.jsonl", "documents.jsonl"} {
		text, err := os.ReadFile(filepath.Join(vectorDir, name))
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			var c vectorCase
			if err := json.Unmarshal(line, &c); err != nil {
				t.Fatal(err)
			}
			list = append(list, c)
		}
	}
	if len(list) != 237 {
		t.Fatalf("%d cases, want 237", len(list))
	}
	return list
}

// TestVectors holds the endpoints that KAZOO's own code makes of documents;
// what becomes of them is held by the tests of the command.
func TestVectors(t *testing.T) {
	for _, c := range vectors(t) {
		got, err := c.directory().Lookup(c.AccountID).Endpoints(c.call())
		if err != nil {
			t.Fatal(err)
		}
		want := c.Expect["4.3"]
		if got.Method != want.Method {
			t.Errorf("%s %s: method %s, want %s", c.ID, c.Rule, got.Method, want.Method)
		}
		if len(got.Endpoints)+len(want.Endpoints) > 0 && !reflect.DeepEqual(got.Endpoints, want.Endpoints) {
			t.Errorf("%s %s:\n%s\nwant\n%s", c.ID, c.Rule, lines(got.Endpoints), lines(want.Endpoints))
		}
	}
}

func lines(endpoints []failover.Endpoint) string {
	var b bytes.Buffer
	for _, e := range endpoints {
		text, _ := json.Marshal(e)
		b.Write(append(text, '\n'))
	}
	return b.String()
}
