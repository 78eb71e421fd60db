// Package regress tells whether the alert engine still does what it did: it
// compares two results of a replay, and a result with what was expected of it.
//
// The way of the data:
//
//	JSON of a replay --Parse--> Saved
//	Saved, Saved --Compare--> Difference: firings gained, lost, moved, changed
//	YAML --ParseSuite--> Suite of cases
//	firings --Expectation.Met, AtEveryClock--> what had to fire, or must not
//	meters, incidents --Detections--> how soon each is found, at the worst clock
//	what was found --Report.WriteJUnit, WriteAnnotations--> what CI systems show
//
// Both parsers read into a tree of nodes that know their places (node.go,
// jsonnode.go, yamlnode.go); decode.go holds the tree against a Go type and
// refuses keys that are unknown, missing or there twice.
package regress
