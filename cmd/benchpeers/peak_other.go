//go:build !linux

package main

import "os"

// peakBytes is told on Linux only: elsewhere its unit is another, or it is not
// kept.
func peakBytes(*os.ProcessState) int64 { return 0 }

func ownPeakBytes() int64 { return 0 }
