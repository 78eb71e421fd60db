package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

const (
	usualPercent = 100
	// firstPercent lets the heap grow to 64 MB: the runtime starts at 4 MB a hundred.
	firstPercent = 1600
)

// collectLater has the heap collected for the first time when it has 64 MB, not 4,
// and from then on as usual, when the channel is closed. A worker that decompresses
// a page cannot be stopped for some milliseconds, and meanwhile the collector
// spins: five collections, of 50 MB in all, cost a tenth of the CPU of a count.
// With GOGC in the environment nothing is done.
func collectLater() (collected <-chan struct{}) {
	if os.Getenv("GOGC") != "" {
		return nil
	}
	debug.SetGCPercent(firstPercent)
	done := make(chan struct{})
	runtime.AddCleanup(new([16]byte), func(done chan struct{}) {
		debug.SetGCPercent(usualPercent)
		close(done)
	}, done)
	return done
}
