package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program: it returns the exit status, 1 if anything failed
// or a contender's answer was wrong, 2 for wrong flags.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	switch {
	case len(args) == 2 && args[0] == inflateName:
		err = inflateFile(args[1])
	case len(args) > 0 && args[0] == makeCommand:
		err = makeHere(args[1:])
	default:
		s, wrong := parseSettings(args, stderr)
		switch {
		case errors.Is(wrong, flag.ErrHelp):
			return 0
		case wrong != nil:
			return 2
		}
		err = bench(ctx, s, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintf(stderr, "benchpeers: %v\n", err)
		return 1
	}
	return 0
}
