package main

import (
	"bytes"
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

// remarks makes several.
func (c *console) remarks(list []string) {
	for _, remark := range list {
		c.remark("%s", remark)
	}
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
func (c *console) deliver(out *outputs, file io.Writer, write func(io.Writer) error) error {
	if file != nil {
		if err := write(file); err != nil {
			return err
		}
		return out.commit()
	}
	if err := out.commit(); err != nil {
		return err
	}
	return write(toStdout{c.stdout})
}

// toStdout marks the errors of standard output, whoever hands them on.
type toStdout struct{ io.Writer }

func (o toStdout) Write(p []byte) (int, error) {
	n, err := o.Writer.Write(p)
	if err != nil {
		err = &outputError{fmt.Errorf("standard output: %w", err)}
	}
	return n, err
}

// whole writes an answer that is ready.
func whole(answer *bytes.Buffer) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(answer.Bytes())
		return err
	}
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
