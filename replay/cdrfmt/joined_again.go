package cdrfmt

import (
	"io"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/mend"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// openAgain opens a source whose rows have been joined, or one that stood
// behind such a source in the order that rows are handed on.
func (w *worker) openAgain(src *source) {
	if src.rows == nil && !src.once {
		w.openSource(src, false)
		return
	}
	if src.rows != nil {
		if err := w.reopen(src); err != nil {
			w.sched.fail(src, err)
			w.sched.opened(nil)
			return
		}
	}
	st := src.stream
	w.sched.opened(src)
	w.drain(src, st)
}

// reopen makes the chunks of a source ready to be handed out again.
func (p *pass) reopen(src *source) error {
	src.scanned, src.handed = true, 0
	src.chain = newChain(carry{}, p.firstTurn(src))
	if src.copied != nil {
		p.feedAgain(src, io.NewSectionReader(src.copied, 0, 1<<62))
		return nil
	}
	f, size, err := p.fileAgain(src)
	switch {
	case err != nil:
		return err
	case src.stream == nil && src.size != size:
		return changed(src.name)
	case src.stream == nil:
		src.file = f
		return nil
	}
	in, err := inflater(src.name, src.packed, io.NewSectionReader(f, 0, size))
	if err != nil {
		return err
	}
	src.closers = append(src.closers, in)
	var text io.Reader = in
	if len(src.mends) > 0 {
		text = mend.Reader(in, src.mends)
	}
	if _, err := io.CopyN(io.Discard, text, src.offset); err != nil {
		return readError(src.name, err)
	}
	p.feedAgain(src, text)
	return nil
}

// feedAgain starts the second stream of a source's text.
func (p *pass) feedAgain(src *source, text io.Reader) {
	if src.translated != nil {
		p.translate(src, text)
		return
	}
	p.feed(src, text)
}

// fileAgain is the file of a source, or the copy of one that can be read only
// once.
func (p *pass) fileAgain(src *source) (f io.ReaderAt, size int64, err error) {
	if kept, n := p.kept.find(src.index); kept != nil {
		return kept, n, nil
	}
	file, size, _, err := src.openFile()
	return file, size, err
}

// readJoined reads a chunk for the second time: it delivers the legs that its
// rows give, and accounts for the others.
func (w *worker) readJoined(c *chunk) (err error) {
	src := c.src
	data, err := w.bytesOf(c)
	if err != nil {
		return err
	}
	defer w.release(c, &err)
	if c.number >= len(src.begins) || c.last != (c.number == len(src.begins)-1) {
		return changed(src.name)
	}
	begin := &src.begins[c.number]
	e := w.eventsOf(src)
	if err := w.joined.outcomesOf(src, c.number, &e.outcomes); err != nil {
		return fatal{err}
	}
	e.made.begin(c.block)
	after, ok := e.meet(data, c.last, begin, &w.tally)
	if !ok || !c.last && !src.begins[c.number+1].continues(&after) {
		return changed(src.name)
	}
	if err := w.readBlock(&e.block); err != nil {
		return err
	}
	return c.err
}

// readBlock decodes a block by itself.
func (w *worker) readBlock(b *translate.Block) error {
	w.rows.begin(b)
	w.lexed.Guess(b.Text, translate.Separator, true)
	if err := w.settle(lex.Begin(0)); err != nil {
		return err
	}
	if err := w.decode(); err != nil {
		return err
	}
	if err := w.flush(); err != nil {
		return err
	}
	w.rest()
	return nil
}
