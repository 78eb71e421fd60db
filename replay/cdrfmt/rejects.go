package cdrfmt

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"sync"
)

// rejectsBuffer is the rejected rows of a chunk as CSV.
type rejectsBuffer struct {
	text bytes.Buffer
	csv  *csv.Writer
}

func (b *rejectsBuffer) add(name string, r rejection, raw []byte) {
	if b.csv == nil {
		b.csv = csv.NewWriter(&b.text)
	}
	at := ""
	if r.byte >= 0 {
		at = strconv.FormatInt(r.byte, 10)
	}
	// Writing to memory cannot go wrong.
	b.csv.Write([]string{name, strconv.FormatInt(r.line, 10), at, r.column, r.reason, string(raw)})
}

func (b *rejectsBuffer) bytes() []byte {
	if b.csv != nil {
		b.csv.Flush()
	}
	return b.text.Bytes()
}

func (b *rejectsBuffer) reset() { b.text.Reset() }

// rejectsFile keeps the rejected rows of all inputs, in input order, until
// reading has come to its end. The rows of an input wait until those before it
// are complete; a lot of rows is kept in a temporary file.
type rejectsFile struct {
	mu      sync.Mutex
	rows    heldRejects
	next    int // the input whose rows go to rows
	waiting map[int]*heldRejects
}

// heldRejects are rows as CSV, the first ones in the file.
type heldRejects struct {
	text     bytes.Buffer
	file     *spool
	complete bool
}

// heldBytes is how much is held in memory.
const heldBytes = 1 << 20

func newRejectsFile() *rejectsFile { return &rejectsFile{waiting: map[int]*heldRejects{}} }

// write takes rows of an input, in order; complete says that these are its last.
func (f *rejectsFile) write(input int, rows []byte, complete bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if input > f.next {
		w := f.waiting[input]
		if w == nil {
			w = &heldRejects{}
			f.waiting[input] = w
		}
		w.complete = complete
		return w.add(rows)
	}
	if err := f.rows.add(rows); err != nil {
		return err
	}
	for complete {
		f.next++
		w := f.waiting[f.next]
		if w == nil {
			return nil
		}
		complete = w.complete
		delete(f.waiting, f.next)
		if err := w.release(&f.rows); err != nil {
			return err
		}
	}
	return nil
}

// deliver writes all that is kept.
func (f *rejectsFile) deliver(out io.Writer) error {
	if f == nil {
		return nil
	}
	if _, err := io.WriteString(out, "file,line,byte,column,reason,raw\n"); err != nil {
		return fmt.Errorf("rejects: %w", err)
	}
	return f.rows.copyTo(out)
}

// close drops what is kept.
func (f *rejectsFile) close() {
	f.rows.close()
	for _, w := range f.waiting {
		w.close()
	}
}

func (h *heldRejects) add(rows []byte) error {
	h.text.Write(rows)
	if h.text.Len() <= heldBytes {
		return nil
	}
	if h.file == nil {
		var err error
		if h.file, err = newSpool(); err != nil {
			return err
		}
	}
	_, err := h.text.WriteTo(h.file)
	return err
}

// release adds what is held to another, and holds nothing more.
func (h *heldRejects) release(to *heldRejects) error {
	defer h.close()
	return h.copyTo(addingTo{to})
}

func (h *heldRejects) copyTo(out io.Writer) error {
	if h.file != nil {
		if _, err := h.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(out, h.file); err != nil {
			return fmt.Errorf("rejects: %w", err)
		}
	}
	if _, err := out.Write(h.text.Bytes()); err != nil {
		return fmt.Errorf("rejects: %w", err)
	}
	return nil
}

func (h *heldRejects) close() {
	if h.file != nil {
		h.file.Close()
		h.file = nil
	}
}

// addingTo is heldRejects as a writer.
type addingTo struct{ *heldRejects }

func (a addingTo) Write(p []byte) (int, error) { return len(p), a.add(p) }
