package columnar

import (
	"errors"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar/pqread"
	"github.com/cdrlab/cdrlab/replay/internal/mapped"
)

// File is an open Parquet or Arrow IPC file of CDRs. Its methods may be called
// by several goroutines.
type File struct {
	name    string
	dialect string
	source  source
	plan    *plan
	parts   []int64 // rows of each part
	// outlined are the fields whose values are not read.
	outlined cdr.FieldSet
	// summed are the causes whose rows are summed up.
	summed []string
}

// Ask is which fields are asked of a file.
type Ask struct {
	// Need must be there or, for the times and the duration, follow from two
	// others. Want are read if they are.
	Need, Want cdr.FieldSet
	// Glance are read if they are there and no reason to reject a row; a number
	// among them only where it may be negative, which is then flagged: that is
	// all a glance is for.
	Glance cdr.FieldSet
	// Lenient are read like those of Want, but a value that breaks a rule is
	// null and the row has cdr.FlagUnreadable, and a column of a wrong type is
	// left out.
	Lenient cdr.FieldSet
	// Compared are read if they are there, as far as their values break no rule:
	// what rows are compared by.
	Compared cdr.FieldSet
}

// Open reads the schema of a Parquet or Arrow IPC file of size bytes, told
// apart by their magic. name is used in messages and as src_file. Errors are
// *cdr.DataError.
//
// r must allow reads by several goroutines at once, as an *os.File does.
func Open(name string, r io.ReaderAt, size int64, ask Ask) (*File, error) {
	var head [8]byte
	n, err := r.ReadAt(head[:], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, broken(name, err)
	}
	f := &File{name: name}
	err = guarded(func() (err error) {
		switch {
		case pqread.Sniff(head[:n]):
			f.dialect = "parquet"
			f.source, err = openParquet(r, size)
		case sniffArrow(head[:n]):
			f.dialect = "arrow"
			f.source, err = openArrow(r, size)
		default:
			err = errors.New("found neither Parquet nor Arrow IPC at the beginning of the file")
		}
		return err
	})
	if err != nil {
		return nil, broken(name, err)
	}
	f.parts = f.source.parts()
	f.plan, err = resolve(name, f.source.columns(), ask)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// broken is the DataError of a file that cannot be read.
func broken(name string, err error) error {
	var data *cdr.DataError
	if errors.As(err, &data) {
		return err
	}
	hint := "is the file whole? write or copy it again"
	switch {
	case errors.Is(err, mapped.ErrChanged):
		hint = "copy it and read the copy"
	case errors.Is(err, pqread.ErrEncrypted):
		hint = "write it without encryption, by a program that has the key"
	case errors.Is(err, pqread.ErrCodec):
		hint = "write it with another compression, as zstd"
	}
	return &cdr.DataError{Place: name, Problem: err.Error(), Hint: hint, Err: err}
}

// Dialect is "parquet" or "arrow".
func (f *File) Dialect() string { return f.dialect }

// Parts is how many pieces can be read independently: row groups or record
// batches. An Arrow stream is one piece.
func (f *File) Parts() int { return len(f.parts) }

// Fields are the fields that batches will have: those asked for that the file
// has or that follow from it, and always the row flags.
func (f *File) Fields() cdr.FieldSet { return f.plan.fields }

// Rows is how many rows the file has.
func (f *File) Rows() int64 {
	var n int64
	for _, rows := range f.parts {
		n += rows
	}
	return n
}

// Close ends the use of the file. The io.ReaderAt stays the caller's.
func (f *File) Close() error { return nil }
