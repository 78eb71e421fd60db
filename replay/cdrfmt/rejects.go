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

// rejectsFile writes the rejected rows of all inputs in input order. The rows
// of an input wait until those before it are complete, a lot of them in a
// temporary file.
type rejectsFile struct {
	mu      sync.Mutex
	out     io.Writer
	next    int // the input that is being written
	waiting map[int]*waitingRejects
}

type waitingRejects struct {
	text     bytes.Buffer
	file     *spool
	complete bool
}

// waitingBytes is how much of an input waits in memory.
const waitingBytes = 1 << 20

func newRejectsFile(out io.Writer) (*rejectsFile, error) {
	f := &rejectsFile{out: out, waiting: map[int]*waitingRejects{}}
	return f, f.put("file,line,byte,column,reason,raw\n")
}

func (f *rejectsFile) put(text string) error {
	if _, err := io.WriteString(f.out, text); err != nil {
		return fmt.Errorf("rejects: %w", err)
	}
	return nil
}

// write takes rows of an input, in order; complete says that these are its last.
func (f *rejectsFile) write(input int, rows []byte, complete bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if input > f.next {
		return f.wait(input, rows, complete)
	}
	if len(rows) > 0 {
		if err := f.put(string(rows)); err != nil {
			return err
		}
	}
	for complete {
		f.next++
		w := f.waiting[f.next]
		if w == nil {
			return nil
		}
		complete = w.complete
		delete(f.waiting, f.next)
		if err := f.release(w); err != nil {
			return err
		}
	}
	return nil
}

func (f *rejectsFile) wait(input int, rows []byte, complete bool) error {
	w := f.waiting[input]
	if w == nil {
		w = &waitingRejects{}
		f.waiting[input] = w
	}
	w.complete = complete
	w.text.Write(rows)
	if w.text.Len() <= waitingBytes {
		return nil
	}
	if w.file == nil {
		var err error
		if w.file, err = newSpool(); err != nil {
			return err
		}
	}
	_, err := w.text.WriteTo(w.file)
	return err
}

// release writes what waited.
func (f *rejectsFile) release(w *waitingRejects) error {
	if w.file != nil {
		defer w.file.Close()
		if _, err := w.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(f.out, w.file); err != nil {
			return fmt.Errorf("rejects: %w", err)
		}
	}
	return f.put(w.text.String())
}

// close drops what still waits, which happens only when reading failed.
func (f *rejectsFile) close() {
	for _, w := range f.waiting {
		if w.file != nil {
			w.file.Close()
		}
	}
}
