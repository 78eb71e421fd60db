package cdrfmt

import (
	"bytes"
	"errors"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/jsondoc"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/sqldump"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/xmldoc"
)

// translators tell by its head whether a text is one of theirs; nil means that
// it is not. The error is a *cdr.DataError or *cdr.UsageError.
var translators = []func(name string, head []byte, whole bool, opt *dialect.Options) (*translate.Source, error){
	jsondoc.Recognise,
	xmldoc.Recognise,
}

// recogniseTranslated finds the translator of a text, nil if it needs none;
// again gives the text from its start. The error is a *cdr.DataError or
// *cdr.UsageError, or that of again.
func recogniseTranslated(name string, head []byte, whole bool, again func() (io.Reader, error), opt *dialect.Options) (*translate.Source, error) {
	for _, recognise := range translators {
		if s, err := recognise(name, head, whole, opt); s != nil || err != nil {
			return s, err
		}
	}
	return sqldump.Recognise(name, head, whole, again, opt)
}

// layTranslated lays out the records of a translator by those of its sample, or
// else of the head.
func layTranslated(name string, s *translate.Source, head []byte, opt *dialect.Options) (*dialect.Layout, error) {
	if s.Sample != nil {
		return dialect.Translated(name, s, s.Sample.Text, opt)
	}
	var b translate.Block
	t := s.Open(bytes.NewReader(head), 0)
	// What is wrong with the text is told when it is read.
	if err := t.Translate(&b); err != nil && err != io.EOF && !errors.As(err, new(*cdr.DataError)) {
		return nil, err
	}
	return dialect.Translated(name, s, b.Text, opt)
}

// openTranslated lays out the records of a translated source and starts its
// translator; head is the beginning of its text and r all of it.
func (p *pass) openTranslated(src *source, head []byte, r io.Reader) (err error) {
	opt := p.optionsOf(src, true)
	from := *src.translated
	src.translated.Sample = nil // sources are kept to the end of all
	if src.layout, err = layTranslated(src.name, &from, head, &opt); err != nil {
		return err
	}
	if src.layout.Joins() {
		sample := from.Sample
		if err := p.openJoined(src, headText{text: sample.Text, whole: true, block: sample}, opt); err != nil || p.alone {
			return err
		}
		p.openTranslator(src, r)
		return nil
	}
	src.sections, src.settled = oneSection(src.layout), true
	if src.peek {
		return nil
	}
	p.openTranslator(src, r)
	return nil
}

// openTranslator starts the translator of a source, of which r is the text.
func (p *pass) openTranslator(src *source, r io.Reader) {
	if src.file != nil { // of what is decompressed or piped it was told before
		r = p.counted(src, r)
	}
	if src.copied != nil {
		r = io.TeeReader(r, src.copied)
	}
	p.translate(src, r)
}

// translate starts a stream of what a translator makes of r.
func (p *pass) translate(src *source, r io.Reader) {
	st := newStream()
	src.stream = st
	p.group.Go(func() { st.translate(src, src.translated.Open(r, src.offset)) })
}

// sourceRows are the rows that the records of a block were made of. Every
// record is asked for its row once, in order.
type sourceRows struct {
	block *translate.Block // nil of text that is not translated
	next  int
}

func (s *sourceRows) begin(b *translate.Block) { s.block, s.next = b, 0 }

// origin is the row that the next record was made of. Those before it that are
// no legs are accounted for.
func (w *worker) origin() *translate.Row {
	for {
		r := &w.rows.block.Rows[w.rows.next]
		w.rows.next++
		if r.Verdict == translate.Leg {
			w.note(r)
			return r
		}
		w.account(r)
	}
}

// originRun gives the last rows of the batch, which were decoded together, the
// places and texts of what their records were made of.
func (w *worker) originRun(first, rows int) {
	lines := w.batch.Column(cdr.SrcLine)
	for i := range rows {
		r := w.origin()
		if lines != nil {
			lines.Ints[first+i] = r.Line
		}
		if w.keying() {
			w.keyer.raw(w.batch, first+i, r.Raw)
		}
	}
}

// rest accounts for the rows behind the last record of a block.
func (w *worker) rest() {
	if w.rows.block == nil {
		return
	}
	for _, r := range w.rows.block.Rows[w.rows.next:] {
		w.account(&r)
	}
}

// account notes a row that is no leg.
func (w *worker) account(r *translate.Row) {
	switch r.Verdict {
	case translate.Joined:
		w.tally.accepted++
		w.tally.joined++
		w.note(r)
	case translate.Repeated:
		w.tally.duplicates++
	case translate.Rejected:
		w.reject(rejection{r.Line, r.Byte, r.Column, r.Reason}, r.Raw)
	case translate.Noted:
		w.note(r)
	default:
		w.tally.passed++
		if w.tally.firstPassed == nil {
			w.tally.firstPassed = &rejection{r.Line, r.Byte, r.Column, r.Reason}
		}
	}
}

// note keeps what a person should know of a row.
func (w *worker) note(r *translate.Row) {
	if r.Reason != "" {
		w.tally.note(note{reason: r.Reason, line: r.Line, rows: 1})
	}
}
