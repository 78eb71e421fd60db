package main

import (
	"io"
	"os"
	"runtime/pprof"
	"strings"
	"testing"
)

func TestZZProf(t *testing.T) {
	args := os.Getenv("PROF_ARGS")
	if args == "" {
		t.Skip()
	}
	f, _ := os.Create("/tmp/w/prof/cpu")
	pprof.StartCPUProfile(f)
	run(strings.Fields(args), os.Stdin, io.Discard, os.Stderr)
	pprof.StopCPUProfile()
	f.Close()
}
