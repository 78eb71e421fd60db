package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Exit statuses. Of several the highest wins.
const (
	exitFine        = 0
	exitFindings    = 1 // of commands that compare
	exitUsage       = 2
	exitBadData     = 3
	exitExternal    = 4
	exitInterrupted = 130 // 128 + SIGINT, as shells report it
)

// errInterrupted stands for whatever error a cancelled run ended with.
var errInterrupted = errors.New("interrupted")

// answered ends a run whose answer has been written and says all there is to
// say: only its exit status is left.
type answered int

func (a answered) Error() string { return fmt.Sprintf("exit status %d", int(a)) }

// outputError is a failure to write: neither the command line nor the data is
// at fault. The error within names the file.
type outputError struct{ err error }

func (e *outputError) Error() string { return e.err.Error() }
func (e *outputError) Unwrap() error { return e.err }

// finish tells what went wrong, if anything did, and is the exit status.
func (c *console) finish(err error) int {
	if err == nil {
		return exitFine
	}
	if status, ok := err.(answered); ok {
		return int(status)
	}
	status, hint := classify(err)
	if status == exitUsage && hint == "" && len(c.args) > 0 && !strings.HasPrefix(c.args[0], "-") {
		hint = "cdrlab " + c.args[0] + " --help"
	}
	fmt.Fprintf(c.stderr, "cdrlab: %s\n", oneLine(err.Error()))
	if hint != "" {
		fmt.Fprintf(c.stderr, "  try: %s\n", oneLine(hint))
	}
	return status
}

// classify maps an error to its exit status and what to try.
func classify(err error) (status int, hint string) {
	var usage *cdr.UsageError
	var data *cdr.DataError
	var output *outputError
	switch {
	case err == errInterrupted:
		return exitInterrupted, ""
	case errors.As(err, &usage):
		return exitUsage, usage.Hint
	case errors.As(err, &output):
		if errors.Is(err, fs.ErrPermission) {
			return exitExternal, "write to a folder where you may"
		}
		return exitExternal, "write to a folder with enough free space"
	case errors.As(err, &data):
		return exitBadData, data.Hint
	}
	return exitBadData, ""
}
