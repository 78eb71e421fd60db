package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// unknownWord is the usage error for a value that is none of the words wanted.
func unknownWord(place, found string, wanted []string) error {
	problem := fmt.Sprintf("%s: %q found, %s wanted", place, found, orList(wanted))
	hint := ""
	if near := cdr.Nearest(found, wanted); near != "" {
		hint = place + " " + near
	}
	return &cdr.UsageError{Problem: problem, Hint: hint}
}

// oneOf checks that a flag's value is one of the words.
func oneOf(flag, value string, words ...string) error {
	if slices.Contains(words, value) {
		return nil
	}
	return unknownWord(flag, value, words)
}

// checkCauses is about --cause: a name that is neither known nor in the data.
func checkCauses(causes, known []string) error {
	for _, cause := range causes {
		if slices.Contains(known, cause) {
			continue
		}
		e := &cdr.UsageError{Problem: fmt.Sprintf("--cause: %q is neither a hangup cause nor in the data", cause)}
		if near := cdr.Nearest(cause, known); near != "" {
			e.Problem += "; did you mean " + near + "?"
			e.Hint = "--cause " + near
		}
		return e
	}
	return nil
}

// orList is "a, b or c".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
