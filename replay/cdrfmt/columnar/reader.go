package columnar

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Reader reads parts of a file. It is for one goroutine, owns the Dicts of
// its batches and uses its memory again for every batch.
type Reader struct {
	file    *File
	scanner scanner
	vectors []cdr.Vector
	dicts   []*cdr.Dict
	// columns hold what is read and derived; the batch has those asked for.
	columns [cdr.NumFields]*cdr.Column
	batch   cdr.Batch
	texts   [cdr.NumFields]dictText
	rejects rejects
	sieve   *sieve // nil if no row is summed up
}

// NewReader makes a reader of the file's parts.
func (f *File) NewReader() *Reader {
	r := &Reader{file: f, vectors: make([]cdr.Vector, len(f.plan.picks)), dicts: make([]*cdr.Dict, len(f.plan.picks))}
	read := f.plan.fields | f.plan.derived
	for i, p := range f.plan.picks {
		read |= cdr.FieldsOf(p.field)
		r.columns[p.field] = cdr.NewColumn(p.field)
		r.dicts[i] = r.columns[p.field].Dict
	}
	for field := range cdr.Field(cdr.NumFields) {
		if read.Has(field) && r.columns[field] == nil {
			r.columns[field] = cdr.NewColumn(field)
		}
		if f.plan.fields.Has(field) {
			r.batch.SetColumn(field, r.columns[field])
		}
	}
	return r
}

// ReadPart reads part i, from 0, and hands it on in batches of at most
// batchRows rows (at least 1). Rows that break a rule are told to reject, in
// order, before the batch that lacks them: the row from 1 in the file, the
// column's name in the file, the reason, and the value as text. emit must not
// keep the batch; its error ends the reading and is returned as it is. Any
// other error is a *cdr.DataError.
func (r *Reader) ReadPart(i int, batchRows int, emit func(*cdr.Batch) error, reject func(row int64, column, reason, raw string)) error {
	var row int64
	for _, rows := range r.file.parts[:i] {
		row += rows
	}
	if err := guarded(func() error { return r.start(i) }); err != nil {
		return r.broken(i, err)
	}
	defer r.scanner.End()
	left := r.file.parts[i]
	for left > 0 {
		var n, kept int
		err := guarded(func() (err error) {
			n, kept, err = r.next(int(min(int64(max(batchRows, 1)), left)))
			return err
		})
		if err == nil && n == 0 {
			err = fmt.Errorf("%d rows are missing", left)
		}
		if err != nil {
			return r.broken(i, err)
		}
		r.convert(kept, row)
		r.rejects.tell(row, reject)
		row += int64(n)
		left -= int64(n)
		if r.batch.Rows+r.batch.Summed.Rows > 0 {
			if err := emit(&r.batch); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Reader) start(part int) error {
	if r.scanner == nil {
		columns, outlined := make([]int, len(r.file.plan.picks)), make([]bool, len(r.file.plan.picks))
		for i, p := range r.file.plan.picks {
			columns[i], outlined[i] = p.column, r.file.outlined.Has(p.field)
		}
		s, err := r.file.source.scan(columns, r.dicts, outlined)
		if err != nil {
			return err
		}
		r.scanner = s
		r.sieve = r.newSieve()
	}
	return r.scanner.Start(part)
}

func (r *Reader) broken(part int, err error) error {
	return broken(r.file.name, fmt.Errorf("part %d of %d: %w", part+1, len(r.file.parts), err))
}
