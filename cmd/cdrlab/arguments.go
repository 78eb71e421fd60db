package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// noArguments refuses any argument that is not a flag.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &cdr.UsageError{
		Problem: fmt.Sprintf("%s: argument %q found, none wanted", place(cmd), args[0]),
		Hint:    cmd.CommandPath() + " --help",
	}
}

// needInput refuses a command line without any INPUT.
func needInput(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return nil
	}
	return &cdr.UsageError{
		Problem: place(cmd) + ": no INPUT given; a file, folder, glob or - wanted",
		Hint:    cmd.CommandPath() + " --help",
	}
}
