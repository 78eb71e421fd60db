package main

import (
	"fmt"
	"io"
	"strings"
)

// console is where a command reads and writes: data to stdout, everything
// for a person to stderr.
type console struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	// args are those of the command line, to make a next one from.
	args []string
	// quiet drops remarks.
	quiet bool
}

// remark tells a person something the data rests on; it is not an error.
func (c *console) remark(format string, args ...any) {
	if c.quiet {
		return
	}
	fmt.Fprintf(c.stderr, "remark: %s\n", oneLine(fmt.Sprintf(format, args...)))
}

// note is a line for a person that is no remark: the accounting, the names of
// files written.
func (c *console) note(format string, args ...any) {
	if !c.quiet {
		fmt.Fprintf(c.stderr, format+"\n", args...)
	}
}

// deliver writes a finished answer to its file, or to stdout if that is nil.
// Files come first: when the answer is out, they are all there.
func (c *console) deliver(out *outputs, file io.Writer, answer []byte) error {
	if file != nil {
		if _, err := file.Write(answer); err != nil {
			return err
		}
		return out.commit()
	}
	if err := out.commit(); err != nil {
		return err
	}
	if _, err := c.stdout.Write(answer); err != nil {
		return &outputError{fmt.Errorf("standard output: %w", err)}
	}
	return nil
}

// oneLine keeps text from a file from breaking, or commanding, a terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		if r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			return '?'
		}
		return r
	}, s)
}
