package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// destination is where a conversion goes. Inputs may have to be read again, so
// what was written must be taken back: a file is begun anew, and what cannot be
// (standard output, a pipe) waits in a temporary file.
type destination struct {
	out   *outputs
	file  *outputFile   // of -o; nil is standard output
	plain *bufio.Writer // standard output, where nothing is taken back
	spool *os.File
	// temporary is spool as a file of outputs; it is none of theirs.
	temporary *outputFile
	begun     bool
}

// newDestination is path, or standard output if it is "". seeks: what was
// written is patched; once: nothing is ever taken back.
func newDestination(con *console, out *outputs, path string, seeks, once bool) (*destination, error) {
	d := &destination{out: out}
	if path != "" {
		var err error
		if d.file, err = out.create("-o", path); err != nil {
			return nil, err
		}
		if _, isDevice := d.file.file.(device); !isDevice {
			return d, nil
		}
	}
	if path == "" && once && !seeks {
		d.plain = bufio.NewWriterSize(toStdout{con.stdout}, 1<<16)
		return d, nil
	}
	spool, err := os.CreateTemp("", "cdrlab-*.tmp")
	if err != nil {
		return nil, &outputError{fmt.Errorf("a temporary file: %w", err)}
	}
	d.spool, d.temporary = spool, &outputFile{Writer: bufio.NewWriterSize(toOutput{spool}, 1<<16), path: spool.Name(), file: device{spool}}
	return d, nil
}

// begin is a writer for a reading of the inputs; what an earlier one wrote is
// gone.
func (d *destination) begin() (io.Writer, error) {
	again := d.begun
	d.begun = true
	switch {
	case d.plain != nil && again: // inputs read once are not read again
		return nil, &cdr.DataError{Place: "standard output", Problem: "the rows have to be read again, but some were written", Hint: "-o FILE"}
	case d.plain != nil:
		return d.plain, nil
	case d.spool != nil:
		d.temporary.Reset(toOutput{d.spool})
		err := d.spool.Truncate(0)
		if err == nil {
			_, err = d.spool.Seek(0, io.SeekStart)
		}
		if err != nil {
			return nil, &outputError{err}
		}
		return d.temporary, nil
	case again:
		return d.file, d.out.renew(d.file)
	}
	return d.file, nil
}

// deliver makes what was written appear.
func (d *destination) deliver(con *console, out *outputs) error {
	switch {
	case d.plain != nil:
		if err := out.commit(); err != nil {
			return err
		}
		return d.plain.Flush()
	case d.spool == nil:
		return out.commit()
	}
	copied := func(w io.Writer) error {
		err := d.temporary.Flush()
		if err == nil {
			_, err = d.spool.Seek(0, io.SeekStart)
		}
		if err == nil {
			_, err = io.Copy(w, d.spool)
		}
		return err
	}
	if d.file != nil { // a device; a nil *outputFile is no nil io.Writer
		return con.deliver(out, d.file, copied)
	}
	return con.deliver(out, nil, copied)
}

// close removes the temporary file, if there is one.
func (d *destination) close() {
	if d.spool != nil {
		_ = d.spool.Close() // it is thrown away
		_ = os.Remove(d.spool.Name())
	}
}
