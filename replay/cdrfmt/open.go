package cdrfmt

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/mend"
)

// headBytes is how much of an input is looked at to recognise it.
const headBytes = 1 << 20

// byteOrderMark may stand before UTF-8 text.
var byteOrderMark = []byte{0xef, 0xbb, 0xbf}

// errEmpty marks an input of 0 bytes.
var errEmpty = errors.New("empty")

// open recognises a source and makes it ready to hand out chunks. A file that
// was found in a folder and is nothing known is left unrecognised.
func (p *pass) open(src *source) error {
	err := p.openAny(src)
	if err != nil && src.folder != "" && (errors.Is(err, dialect.ErrUnknown) || errors.Is(err, errEmpty)) {
		src.close()
		return nil
	}
	return err
}

func (p *pass) openAny(src *source) error {
	if src.name == stdinName {
		if p.opt.Stdin == nil {
			return &cdr.UsageError{Problem: "-: there is no standard input to read"}
		}
		return p.openOnce(src, detach(p.ctx, p.opt.Stdin))
	}
	if src.isNamedPipe() {
		return p.openOnce(src, detach(p.ctx, &namedPipe{name: src.name}))
	}
	f, size, regular, err := src.openFile()
	if err != nil {
		return err
	}
	if !regular {
		return p.openOnce(src, detach(p.ctx, f))
	}
	return p.openRegular(src, f, size)
}

// openOnce opens what can be read only once. If it may have to be read again
// it is copied to a file first.
func (p *pass) openOnce(src *source, r io.Reader) error {
	if !p.again {
		src.once = true
		src.peek = false // there is no other time
		return p.openStream(src, p.counted(src, r))
	}
	kept, size, err := p.kept.get(src.index, r)
	if err != nil {
		return readError(src.name, err)
	}
	return p.openRegular(src, kept, size)
}

// openRegular opens what can be read at any place.
func (p *pass) openRegular(src *source, f io.ReaderAt, size int64) error {
	src.again = func() (io.ReadCloser, error) {
		raw := io.NewSectionReader(f, 0, size)
		in, err := inflater(src.name, src.packed, raw)
		if err != nil || len(src.mends) == 0 {
			return in, err
		}
		return struct {
			io.Reader
			io.Closer
		}{mend.Reader(in, src.mends), in}, nil
	}
	head := make([]byte, min(size, headBytes))
	if n, err := f.ReadAt(head, 0); n < len(head) {
		if err == io.EOF {
			return changed(src.name)
		}
		return unreadable(src.name, err)
	}
	switch {
	case compressionOf(head) != uncompressed:
		return p.openStream(src, p.counted(src, io.NewSectionReader(f, 0, size)))
	case isTable(head):
		if err := p.openTable(src, f, size); err != nil || src.table == nil {
			if src.stream != nil { // its rows are spelled and have no places in the file
				p.progress(size)
			}
			return err
		}
		p.outline(src)
		p.sumUp(src)
		return nil
	}
	whole := int64(len(head)) == size
	if len(mend.Of(head, whole)) > 0 {
		return p.openStream(src, p.counted(src, io.NewSectionReader(f, 0, size)))
	}
	text := bytes.TrimPrefix(head, byteOrderMark)
	src.file, src.size, src.offset = f, size, int64(len(head)-len(text))
	err := p.openText(src, text, whole, func() io.Reader { return io.NewSectionReader(f, src.offset, size-src.offset) })
	if err != nil || src.saved != nil || src.stream != nil {
		return err
	}
	src.chunkBytes = p.chunkBytesOf(size)
	src.chunks = int(max(1, (size-src.offset+src.chunkBytes-1)/src.chunkBytes))
	return nil
}

// openStream opens what is read front to back: compressed data, or a pipe.
func (p *pass) openStream(src *source, r io.Reader) error {
	raw := make([]byte, headBytes)
	n, err := fill(r, raw)
	if err != nil && err != io.EOF {
		return readError(src.name, err)
	}
	raw = raw[:n]
	r = io.MultiReader(bytes.NewReader(raw), r)
	head, whole := raw, err == io.EOF
	if c := compressionOf(raw); c != uncompressed {
		src.packed = c
		in, err := inflater(src.name, c, r)
		if err != nil {
			return err
		}
		src.closers = append(src.closers, in)
		head = make([]byte, headBytes)
		n, err := fill(in, head)
		if err != nil && err != io.EOF {
			return readError(src.name, err)
		}
		head, whole = head[:n], err == io.EOF
		r = io.MultiReader(bytes.NewReader(head), in)
	}
	if isTable(head) {
		s, size, err := spooled(r)
		if err != nil {
			return readError(src.name, err)
		}
		src.closers = append(src.closers, s)
		err = p.openTable(src, s, size)
		src.size = 0 // its progress was told while it was copied
		return err
	}
	if src.mends = mend.Of(head, whole); len(src.mends) > 0 {
		r = mend.Reader(r, src.mends)
		head = make([]byte, headBytes)
		n, err := fill(r, head)
		if err != nil && err != io.EOF {
			return readError(src.name, err)
		}
		head, whole = head[:n], err == io.EOF
		r = io.MultiReader(bytes.NewReader(head), r)
	}
	text := bytes.TrimPrefix(head, byteOrderMark)
	src.offset = int64(len(head) - len(text))
	if _, err := io.CopyN(io.Discard, r, src.offset); err != nil {
		return readError(src.name, err)
	}
	err = p.openText(src, text, whole, func() io.Reader { return r })
	if err != nil || src.saved != nil || src.stream != nil || src.peek {
		return err
	}
	if src.copied != nil {
		r = io.TeeReader(r, src.copied)
	}
	p.feed(src, r)
	return nil
}

// openText recognises delimited text or saved counts by the head.
func (p *pass) openText(src *source, head []byte, whole bool, all func() io.Reader) (err error) {
	if len(head) == 0 {
		return &cdr.DataError{Place: src.name, Problem: "an empty file, wanted CDRs", Hint: "check how it was made", Err: errEmpty}
	}
	if columnar.IsCountsCSV(head) {
		set, meta, err := columnar.ReadCountsCSV(src.name, all())
		src.saved = &Saved{src.name, set, meta}
		return err
	}
	if err := knownOther(src.name, head); err != nil {
		return err
	}
	src.chain = newChain(carry{Carry: lex.Begin(src.offset)}, p.firstTurn(src))
	from := &rereadable{src: src, all: all}
	if src.translated, err = recogniseTranslated(src.name, head, whole, from.again, &p.opt.Options); err != nil {
		return err
	}
	if src.translated != nil {
		return p.openTranslated(src, head, from.all())
	}
	opt := p.optionsOf(src, src.file == nil || src.size < p.lateBytes)
	opt.Repaired = slices.ContainsFunc(src.mends, mend.Mend.Repairs)
	if src.layout, err = dialect.Recognise(src.name, head, whole, &opt); err != nil {
		return err
	}
	if src.layout.Joins() {
		opt.Compared = p.optionsOf(src, true).Compared
		return p.openJoined(src, headText{text: head, whole: whole}, opt)
	}
	src.sections = oneSection(src.layout)
	if p.headers == nil {
		return nil
	}
	return src.layOut(p.headers[src.index], opt)
}

// openTable opens Parquet, Arrow, or saved counts in Parquet.
func (p *pass) openTable(src *source, f io.ReaderAt, size int64) error {
	if columnar.IsCounts(f, size) {
		set, meta, err := columnar.ReadCountsParquet(src.name, f, size)
		src.saved = &Saved{src.name, set, meta}
		return err
	}
	opt := p.optionsOf(src, size < p.lateBytes)
	ask := columnar.Ask{Need: opt.Need, Want: opt.Want, Glance: opt.Glance, Lenient: opt.Lenient, Compared: opt.Compared}
	t, err := columnar.Open(src.name, f, size, ask)
	if err == nil && (src.keyed || p.alone) && !t.Fields().Has(cdr.CallID) {
		// Without a call_id whole rows are compared.
		t.Close()
		ask.Compared |= wholeRow
		t, err = columnar.Open(src.name, f, size, ask)
	}
	if spells(t, err, &opt) {
		spelled := p.openSpelled(src, f, size)
		if !errors.Is(spelled, dialect.ErrUnknown) {
			return spelled
		}
		src.translated, src.layout, src.size = nil, nil, 0
	}
	if err != nil {
		return err
	}
	src.closers = append(src.closers, t)
	src.table, src.size, src.chunks = t, size, t.Parts()
	src.chain = newChain(carry{}, p.firstTurn(src))
	return nil
}

// counted tells the progress of what is read through it.
func (p *pass) counted(src *source, r io.Reader) io.Reader { return &countedReader{r, p, src} }

type countedReader struct {
	r   io.Reader
	p   *pass
	src *source
}

func (c *countedReader) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	if !c.src.peek {
		c.p.progress(int64(n))
	}
	return n, err
}
