package main

import (
	"io"
	"math"
	"os"

	"golang.org/x/term"
)

// terminal is a screen that progress can be shown on.
type terminal interface {
	io.Writer
	// columns is its width now, at least 1.
	columns() int
}

// terminalOf is the terminal that w writes to, or nil if it is none.
func terminalOf(w io.Writer) terminal {
	switch w := w.(type) {
	case terminal:
		return w
	case *os.File:
		if term.IsTerminal(int(w.Fd())) {
			return screenFile{w}
		}
	}
	return nil
}

// screenFile is the terminal behind a file.
type screenFile struct{ *os.File }

func (f screenFile) columns() int {
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		return width
	}
	return 80
}

// sizeText is a number of bytes for a person.
func sizeText(bytes int64) string {
	x, unit := float64(bytes), 0
	units := [...]string{"B", "kB", "MB", "GB", "TB", "PB", "EB"}
	for x >= 999.5 {
		x /= 1000
		unit++
	}
	if unit == 0 {
		return grouped(uint64(bytes)) + " B"
	}
	return short(x) + " " + units[unit]
}

// durationText is a length of time for a person: two digits at most, unless
// it is hours.
func durationText(sec float64) string {
	switch {
	case sec <= 99:
		return grouped(uint64(math.Ceil(sec))) + " s"
	case sec < 99.5*60:
		return grouped(uint64(math.Round(sec/60))) + " min"
	}
	return grouped(uint64(math.Round(min(sec/3600, 1e6)))) + " h"
}
