package cdrfmt

import "io"

// rereadable is the text of a source that may have to be looked through before
// it is read.
type rereadable struct {
	src *source
	all func() io.Reader // gives the text from its start; of a stream, once
}

// again gives the text from its start, without using up all. A stream of which
// no copy can be had otherwise is copied to a temporary file first.
func (t *rereadable) again() (io.Reader, error) {
	if t.src.file != nil {
		return t.all(), nil
	}
	if t.src.again != nil {
		in, err := t.src.again()
		if err != nil {
			return nil, err
		}
		t.src.closers = append(t.src.closers, in)
		if _, err := io.CopyN(io.Discard, in, t.src.offset); err != nil {
			return nil, readError(t.src.name, err)
		}
		return in, nil
	}
	s, size, err := spooled(t.all())
	if err != nil {
		return nil, readError(t.src.name, err)
	}
	t.src.closers = append(t.src.closers, s)
	t.all = func() io.Reader { return io.NewSectionReader(s, 0, size) }
	return t.all(), nil
}
