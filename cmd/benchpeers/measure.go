package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// cost is what one run took.
type cost struct {
	WallSec  float64
	CPUSec   float64 // user and system, all threads
	RSSBytes int64   // the most there was at a time; 0 where that is not told
}

// measure runs a command to its end: what it printed, and what the whole
// process cost. An error holds the last line of its standard error.
func measure(ctx context.Context, command []string) (stdout []byte, c cost, err error) {
	var out, problems bytes.Buffer
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = &out, &problems
	began := time.Now()
	err = cmd.Run()
	c.WallSec = time.Since(began).Seconds()
	if err != nil {
		if ctx.Err() != nil {
			return nil, c, ctx.Err()
		}
		return nil, c, explain(command[0], err, problems.String())
	}
	c.CPUSec = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	c.RSSBytes = peakBytes(cmd.ProcessState)
	return out.Bytes(), c, nil
}

// explain says why a command failed by what it said last.
func explain(name string, err error, stderr string) error {
	var missing *exec.Error
	if errors.As(err, &missing) {
		return fmt.Errorf("%s: %w", missing.Name, missing.Err)
	}
	return fmt.Errorf("%s: %w: %s", name, err, tellingLine(stderr))
}

// tellingLine is the first line that names an error, else the last line.
func tellingLine(text string) string {
	last := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.Contains(line, "rror:") {
			return line
		}
		if line != "" {
			last = line
		}
	}
	return last
}
