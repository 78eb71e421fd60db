package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate/failover"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/document"
)

// calledNumber is the number called where a line of --calls names none: that
// of testdata/vectors/failover. Only duplicates depend on it.
const calledNumber = "+12223334444"

// callLine is one line of --calls.
type callLine struct {
	ID        json.RawMessage   `json:"id"`
	AccountID string            `json:"account_id"`
	Docs      []document.Object `json:"docs"`
	Call      struct {
		Module        string          `json:"module"`
		Data          document.Object `json:"data"`
		AuthorizingID string          `json:"authorizing_id"`
		CallerOwnerID string          `json:"caller_owner_id"`
		Number        string          `json:"number"`
		Time          string          `json:"time"`
	} `json:"call"`
	Addresses []string `json:"registered"`
}

// callAnswer is the answer to it.
type callAnswer struct {
	ID        json.RawMessage    `json:"id"`
	Method    string             `json:"method"`
	Endpoints []answeredEndpoint `json:"endpoints"`
	failover.Pair
}

// answeredEndpoint is an endpoint with the answer of its look-up, where it
// needs one that is possible.
type answeredEndpoint struct {
	failover.Endpoint
	Registered *bool `json:"registered,omitempty"`
}

func answeredBy(e failover.Endpoint, registered failover.Registered) answeredEndpoint {
	answered := answeredEndpoint{Endpoint: e}
	if address, ok := e.Address(); ok && e.NeedsLookup() {
		found := registered(address)
		answered.Registered = &found
	}
	return answered
}

// runCalls is --calls: from documents to decisions.
func (f *failoverFlags) runCalls(ctx context.Context, con *console, release failover.Release) error {
	shared, err := f.directory(con)
	if err != nil {
		return err
	}
	return f.lines(ctx, con, "--calls", f.calls, func(place string, text []byte) (any, error) {
		var line callLine
		if err := json.Unmarshal(text, &line); err != nil {
			return nil, failover.LineError(place, err,
				`one object a line: {"id","account_id","docs":[...],"call":{"module","data"},"registered":[...]}`)
		}
		return line.answer(place, shared, release)
	})
}

// answer decides a call, with its own documents or else those of --config.
func (l *callLine) answer(place string, shared *directory.Directory, release failover.Release) (*callAnswer, error) {
	dir := shared
	if len(l.Docs) > 0 {
		docs := make([]document.Document, 0, len(l.Docs))
		for _, o := range l.Docs {
			docs = append(docs, document.New(o, l.AccountID, place))
		}
		dir = directory.New(docs)
	}
	account := dir.Lookup(l.AccountID)
	if account == nil {
		return nil, &cdr.DataError{
			Place: place, Problem: fmt.Sprintf("account_id: %q found, an account of the documents wanted", l.AccountID),
			Hint: "documents in docs, or --config FILE",
		}
	}
	registered, err := failover.AddressSet(place, l.Addresses)
	if err != nil {
		return nil, err
	}
	call, err := l.call(place)
	if err != nil {
		return nil, err
	}
	req, err := account.Endpoints(call)
	if err != nil {
		return nil, &cdr.DataError{Place: place, Problem: "call." + err.Error(), Hint: "only these modules ring endpoints", Err: err}
	}
	answer := &callAnswer{ID: l.ID, Method: req.Method, Endpoints: []answeredEndpoint{}}
	for _, e := range req.Endpoints {
		answer.Endpoints = append(answer.Endpoints, answeredBy(e, registered))
	}
	if len(req.Endpoints) > 0 { // else no request is made
		answer.Pair = failover.DecideBoth(req, registered, release)
	}
	return answer, nil
}

func (l *callLine) call(place string) (*directory.Call, error) {
	c := &directory.Call{
		Module: l.Call.Module, Data: l.Call.Data, AuthorizingID: l.Call.AuthorizingID, CallerOwnerID: l.Call.CallerOwnerID,
		Called: l.Call.Number,
	}
	if c.Called == "" {
		c.Called = calledNumber
	}
	if l.Call.Time != "" {
		at, err := time.Parse(time.RFC3339, l.Call.Time)
		if err != nil {
			return nil, &cdr.DataError{Place: place, Problem: fmt.Sprintf("call.time: %q found, RFC 3339 wanted", l.Call.Time), Hint: "2026-03-10T14:00:00Z"}
		}
		c.AtUnixSec = at.Unix()
	}
	return c, nil
}

// directory reads and compiles the documents of --config.
func (f *failoverFlags) directory(con *console) (*directory.Directory, error) {
	var export document.Export
	for _, path := range f.config {
		data, err := con.readAll("--config", path)
		if err != nil {
			return nil, err
		}
		if err := export.Read(path, data); err != nil {
			return nil, err
		}
	}
	dir := directory.New(export.Documents)
	for _, line := range export.Tally.Remarks() {
		con.remark("--config: %s", line)
	}
	for _, issue := range dir.Issues {
		con.remark("--config: %s", issue)
	}
	return dir, nil
}
