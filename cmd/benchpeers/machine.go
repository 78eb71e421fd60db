package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// machine says what the figures were measured on.
func machine() string {
	memory := procValue("/proc/meminfo", "MemTotal")
	if kib, err := strconv.ParseInt(strings.TrimSuffix(memory, " kB"), 10, 64); err == nil {
		memory = fmt.Sprintf("%.0f GB", float64(kib)*1024/1e9)
	}
	return fmt.Sprintf("%s, %d cores, %s memory, %s/%s, %s",
		procValue("/proc/cpuinfo", "model name"), runtime.NumCPU(), memory,
		runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// procValue is the first value of a key in a file of "key : value" lines.
func procValue(path, key string) string {
	f, err := os.Open(path)
	if err != nil {
		return "unknown"
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if name, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}
