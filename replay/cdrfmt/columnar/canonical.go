package columnar

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/canonical"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// AccountingKey is the key of a file's metadata, Parquet's or that of Arrow's
// schema, that holds its Accounting as JSON.
const AccountingKey = "cdrlab.accounting"

// Accounting says where the rows of the inputs of a file went:
// Rows = Accepted + Rejected + Duplicates, Accepted = Written + Filtered + Joined.
type Accounting struct {
	Rows       uint64 `json:"rows"`
	Accepted   uint64 `json:"accepted"`
	Rejected   uint64 `json:"rejected"`
	Duplicates uint64 `json:"duplicates"`
	Filtered   uint64 `json:"filtered"`
	// Joined told more of the leg of another row.
	Joined  uint64 `json:"joined"`
	Written uint64 `json:"written"`
	// Pseudonymised: numbers, names and identifiers are stand-ins.
	Pseudonymised bool `json:"pseudonymised"`
}

// FileWriter writes a file of all canonical fields.
type FileWriter struct {
	Writer
	account func(Accounting) error // tells it before the end of the file,
	patch   func(Accounting) error // or after it
}

// Part is the work of one of several goroutines on a file: Encode, which they
// do side by side, and Commit, in turn.
type Part struct {
	file  *FileWriter
	batch *cdr.Batch
	text  []byte
}

// NewPart is a Part for one goroutine.
func (f *FileWriter) NewPart() *Part { return &Part{file: f} }

// Encode takes a batch, which has to stay as it is until Commit.
func (p *Part) Encode(b *cdr.Batch) {
	p.batch = b
	if c, ok := p.file.Writer.(*csvWriter); ok {
		p.text = c.appendRows(p.text[:0], b)
	}
}

// Commit writes the rows of the last Encode.
func (p *Part) Commit() error {
	if c, ok := p.file.Writer.(*csvWriter); ok {
		_, err := c.w.Write(p.text)
		return err
	}
	return p.file.Write(p.batch)
}

// NewFileWriter writes canonical rows, those of a canonical.Shaper, in groups
// of a fixed size: the bytes depend on the rows alone. The fields of lacking
// may be null though the schema says otherwise. For Arrow, whose metadata
// stands at the beginning, w has to be an io.WriterAt too.
func NewFileWriter(format Format, w io.Writer, lacking cdr.FieldSet) (*FileWriter, error) {
	s := cdr.Shape{Fields: canonical.Fields(), Lacking: lacking}
	switch format {
	case Parquet:
		p := newParquetWriter(w, s)
		return &FileWriter{Writer: p, account: func(a Accounting) error {
			text, err := json.Marshal(a)
			p.table.w.SetKeyValueMetadata(AccountingKey, string(text))
			return err
		}}, nil
	case Arrow:
		at, ok := w.(io.WriterAt)
		if !ok {
			return nil, fmt.Errorf("found a writer that only goes on, wanted an io.WriterAt")
		}
		head := &headWriter{w: w}
		a := newArrowWriter(head, s, map[string]string{AccountingKey: string(blank)})
		return &FileWriter{Writer: a, patch: func(a Accounting) error { return head.patch(at, a) }}, nil
	}
	w2, err := NewWriter(format, w, s.Fields)
	return &FileWriter{Writer: w2}, err
}

// Finish ends the file and puts the accounting into it, where it has a place.
// The underlying writer stays open.
func (f *FileWriter) Finish(a Accounting) error {
	if f.account != nil {
		if err := f.account(a); err != nil {
			return err
		}
	}
	if err := f.Close(); err != nil || f.patch == nil {
		return err
	}
	return f.patch(a)
}

// blank keeps room for an Accounting: blanks behind a mark, which JSON has not
// in it.
var blank = append([]byte("<accounting>"), bytes.Repeat([]byte{' '}, 300)...)

// headWriter finds the place of blank in what goes through it first.
type headWriter struct {
	w    io.Writer
	head []byte
}

// maxHead is more than a schema takes.
const maxHead = 1 << 16

// Write implements io.Writer.
func (h *headWriter) Write(p []byte) (int, error) {
	if n := maxHead - len(h.head); n > 0 {
		h.head = append(h.head, p[:min(n, len(p))]...)
	}
	return h.w.Write(p)
}

// patch writes the accounting into its place.
func (h *headWriter) patch(w io.WriterAt, a Accounting) error {
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	at := bytes.Index(h.head, blank)
	if at < 0 || len(text) > len(blank) {
		return fmt.Errorf("found no room for %d bytes of accounting in the head of the file", len(text))
	}
	for len(text) < len(blank) {
		text = append(text, ' ')
	}
	_, err = w.WriteAt(text, int64(at))
	return err
}
