package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// After its first collection the heap is collected as usual.
func TestCollectLater(t *testing.T) {
	t.Setenv("GOGC", "")
	before := debug.SetGCPercent(usualPercent)
	defer debug.SetGCPercent(before)
	collected := collectLater()
	runtime.GC()
	<-collected
	if percent := debug.SetGCPercent(usualPercent); percent != usualPercent {
		t.Errorf("the heap may grow by %d%%", percent)
	}
	t.Setenv("GOGC", "50")
	if collectLater() != nil {
		t.Error("GOGC was not heeded")
	}
}
