package main

import (
	"os"
	"syscall"
)

// peakBytes is the most memory that a process which has ended had. Linux
// counts in units of 1024 bytes.
func peakBytes(ended *os.ProcessState) int64 {
	if usage, ok := ended.SysUsage().(*syscall.Rusage); ok {
		return int64(usage.Maxrss) * 1024
	}
	return 0
}

// ownPeakBytes is the peak of this program. A process begins in the memory of
// the one that starts it, so no peak below this one can be seen.
func ownPeakBytes() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return int64(usage.Maxrss) * 1024
}
