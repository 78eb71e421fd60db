package main

import "context"

// contender is one that answers questions: cdrlab, a peer, or a floor below
// which nobody gets.
type contender struct {
	// name is as in --peers; a peer that is measured in two ways has two.
	name string
	// takes tells whether the question is for it at all.
	takes func(q question) bool
	// refusal is why it does not run, "" if it does.
	refusal func(q question) string
	// run answers a question once and checks the answer against the truth.
	run func(ctx context.Context, q question) (cost, error)
}

func always(question) bool { return true }

func willing(question) string { return "" }
