package cdrfmt

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
)

// joined is the joining of rows over all sources that need it. Opening such a
// source reads it through for what joining looks at of each row. When all are
// open the rows of each call are joined, and the outcomes sorted by place. Then
// each source is read again, and every row met with its outcome.
type joined struct {
	rows, outcomes sorter
	stored         outcomeStore
}

// begin grants the memory.
func (j *joined) begin(memoryBytes int64) {
	j.rows.limit, j.outcomes.limit = memoryBytes/2, memoryBytes/4
}

func (j *joined) close() {
	j.rows.close()
	j.outcomes.close()
	j.stored.close()
}

// openJoined reads the text of a source through, to be joined later. Where it
// cannot be read again, it is copied meanwhile.
func (p *pass) openJoined(src *source, head headText, opt dialect.Options, text io.Reader) (err error) {
	src.rows = src.layout
	lay := func(opt *dialect.Options) (*dialect.Layout, error) { return layJoined(src.rows, head, opt) }
	if src.layout, err = lay(&opt); err != nil {
		return err
	}
	src.sections, src.settled = oneSection(src.layout, nil), true
	if p.again {
		src.sections[0].lean = leanLayout(src.layout, lay, opt, p.asked)
	}
	if p.alone {
		p.openHead(src, head)
		return nil
	}
	if src.once {
		if src.copied, err = newSpool(); err != nil {
			return err
		}
		text = io.TeeReader(text, src.copied)
	} else if src.file != nil { // of what is decompressed or piped it was told before
		text = p.counted(text)
	}
	if err := p.scan(src, text); err != nil {
		return err
	}
	src.closeFiles()
	return nil
}

// scan reads what joining looks at of each row.
func (p *pass) scan(src *source, text io.Reader) error {
	var block *sortBlock
	var row joining.Row
	var buf []byte
	events := newEventRows(src, text)
	for {
		verdict, _, err := events.next(&row)
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if verdict != dialect.Accepted {
			continue
		}
		if block == nil {
			block = new(sortBlock)
		}
		buf = row.Append(buf[:0])
		block.add(buf)
		if len(block.data) < sortBlockBytes {
			continue
		}
		if err := p.joined.rows.add(src.ctx, block); err != nil {
			return err
		}
		block = nil
	}
	if block == nil {
		return nil
	}
	return p.joined.rows.add(src.ctx, block)
}

// join joins the rows of the sources, and lets them be opened again.
func (w *worker) join(list []*source) {
	err := w.joined.join(w.ctx, w.sources)
	var bad *cdr.DataError
	switch {
	case errors.As(err, &bad):
		w.sched.fail(list[0], err)
	case err != nil:
		w.abort(err)
	}
	w.sched.joined(list)
}

// maxCallRows bounds the rows of one call, which are joined in memory.
const maxCallRows = 1 << 18

func (j *joined) join(ctx context.Context, sources []*source) error {
	var call []joining.Row
	var found []joining.Outcome
	var buf []byte
	block := new(sortBlock)
	finish := func() error {
		if len(call) == 0 {
			return nil
		}
		found = call[0].Kind.Joiner()(call, found[:0])
		for i := range found {
			buf = found[i].Append(buf[:0])
			block.add(buf)
		}
		call = call[:0]
		if len(block.data) < sortBlockBytes {
			return nil
		}
		full := block
		block = new(sortBlock)
		return j.outcomes.add(ctx, full)
	}
	err := j.rows.sorted(ctx, func(b []byte) error {
		var row joining.Row
		if err := row.Decode(b); err != nil {
			return err
		}
		if len(call) > 0 && call[0].Call != row.Call {
			if err := finish(); err != nil {
				return err
			}
		}
		if len(call) == maxCallRows {
			first := call[0].At
			return &cdr.DataError{
				Place: sources[first.Source].name, Problem: fmt.Sprintf("more than %d rows of one call, the first at byte %d", maxCallRows, first.Byte),
				Hint: "look for rows that all have the same Call-ID or uniqueid",
			}
		}
		call = append(call, row)
		return nil
	})
	if err == nil {
		err = finish()
	}
	j.rows.close()
	if err == nil {
		err = j.outcomes.add(ctx, block)
	}
	if err != nil {
		return err
	}
	defer j.outcomes.close()
	return j.stored.fill(ctx, &j.outcomes, len(sources))
}
