package cdrfmt

import (
	"bytes"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// joinHead makes the records of a head as if its rows were all there are.
func joinHead(rows *dialect.Layout, h headText) *translate.Block {
	head := h.text
	if end := bytes.LastIndexByte(head, '\n'); !h.whole && end >= 0 {
		head = head[:end+1]
	}
	e := newEventRows(&source{rows: rows})
	begin := chunkBegin{carry: carry{Carry: lex.Begin(0)}}
	e.lexed.Guess(head, rows.Separator(), true)
	e.scanSeam(&begin)
	e.body.reset(e.seam.header, behindSeam)
	e.scanBody()
	e.tell(&begin)
	c := calls{joined: &joined{chunks: []int{0, 1}}}
	c.take(&e.seam.lot)
	c.take(&e.body.lot)
	// The rows were just written, and are too few for one call to have too many.
	_ = c.joinLoaded()
	e.outcomes.reset(int(begin.rows))
	_ = c.lot.each(e.outcomes.add)
	e.made.begin(h.block)
	e.meet(head, true, &begin, new(tally)) // what is wrong with the text is told when it is read
	return &e.block
}

// take adds the strings of a lot to the rows at hand.
func (c *calls) take(l *lot) {
	_ = l.each(func(b []byte) error {
		c.put(b)
		return nil
	})
}

// layJoined lays out the legs that the rows of a source are joined to, by those
// of its head.
func layJoined(rows *dialect.Layout, head headText, opt *dialect.Options) (*dialect.Layout, error) {
	return rows.Joined(joinHead(rows, head).Text, opt)
}

// openHead delivers the legs of a head, joined by themselves.
func (p *pass) openHead(src *source, head headText) {
	block := joinHead(src.rows, head)
	src.stream = newStream()
	p.group.Go(func() { src.stream.translate(src, (*oneBlock)(block)) })
}

// oneBlock is the translator of a text that is one block.
type oneBlock translate.Block

// Translate implements translate.Translator.
func (o *oneBlock) Translate(b *translate.Block) error {
	*b = translate.Block(*o)
	return io.EOF
}
