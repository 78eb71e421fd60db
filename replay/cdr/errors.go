package cdr

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// DataError is bad data: where, what was found, what was wanted, and what to
// try. The command line ends with status 3 on it.
type DataError struct {
	// Place is "file", "file:line" or "file:line:column".
	Place string
	// Problem says what was found and what was wanted, in lower case.
	Problem string
	// Hint is what to try, one line; empty if there is nothing to say.
	Hint string
	// Err is the underlying error, if any.
	Err error
}

// ErrorAt is bad data at a line and column of a file, both from 1; 0 is not
// known. What comes from the input cannot break the line of the message.
func ErrorAt(file string, line, column int, hint, format string, args ...any) *DataError {
	place := file
	if line > 0 {
		place += ":" + strconv.Itoa(line)
		if column > 0 {
			place += ":" + strconv.Itoa(column)
		}
	}
	return &DataError{Place: place, Problem: OneLine(fmt.Sprintf(format, args...)), Hint: hint}
}

// OneLine keeps control characters of the input off the terminal: each becomes
// a question mark.
func OneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '?'
		}
		return r
	}, s)
}

// Error is the place and the problem, without the hint.
func (e *DataError) Error() string {
	if e.Place == "" {
		return e.Problem
	}
	return e.Place + ": " + e.Problem
}

func (e *DataError) Unwrap() error { return e.Err }

// UsageError is a call that cannot be meant: a bad option or a wrong mix of
// them. The command line ends with status 2 on it.
type UsageError struct {
	Problem, Hint string
}

// Error is the problem, without the hint.
func (e *UsageError) Error() string { return e.Problem }

// Nearest is the candidate most like name (case aside), or "" if none is
// near: at most a third of its letters may differ, or it is how the first such
// candidate begins.
func Nearest(name string, candidates []string) string {
	best, bestDist := "", len(name)/3+1
	for _, c := range candidates {
		if d := distance(strings.ToLower(name), strings.ToLower(c)); d < bestDist {
			best, bestDist = c, d
		}
	}
	for _, c := range candidates {
		if best == "" && len(name) > 2 && len(c) > len(name) && strings.EqualFold(c[:len(name)], name) {
			best = c
		}
	}
	return best
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diag
			if a[i] != b[j] {
				cost++
			}
			diag = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
