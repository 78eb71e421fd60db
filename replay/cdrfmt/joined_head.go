package cdrfmt

import (
	"bytes"
	"io"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// joinHead makes the records of a head as if its rows were all there are.
func joinHead(rows *dialect.Layout, h headText) *joinedRows {
	head := h.text
	if end := bytes.LastIndexByte(head, '\n'); !h.whole && end >= 0 {
		head = head[:end+1]
	}
	src := &source{rows: rows}
	var calls [][]byte
	var row joining.Row
	for events := newEventRows(src, bytes.NewReader(head)); ; {
		verdict, _, err := events.next(&row)
		if err != nil {
			break
		}
		if verdict == dialect.Accepted {
			calls = append(calls, row.Append(nil))
		}
	}
	slices.SortFunc(calls, bytes.Compare)
	var found []joining.Outcome
	for len(calls) > 0 {
		var call []joining.Row
		for len(calls) > 0 {
			// What Append has just written can be read.
			if _ = row.Decode(calls[0]); len(call) > 0 && call[0].Call != row.Call {
				break
			}
			call, calls = append(call, row), calls[1:]
		}
		found = call[0].Kind.Joiner()(call, found)
	}
	var sorted headOutcomes
	for i := range found {
		sorted = append(sorted, found[i].Append(nil))
	}
	slices.SortFunc(sorted, bytes.Compare)
	return &joinedRows{rows: newEventRows(src, bytes.NewReader(head)), outcomes: &sorted}
}

// headOutcomes are outcomes in memory.
type headOutcomes [][]byte

func (h *headOutcomes) next() ([]byte, error) {
	if len(*h) == 0 {
		return nil, io.EOF
	}
	first := (*h)[0]
	*h = (*h)[1:]
	return first, nil
}

// layJoined lays out the legs that the rows of a source are joined to, by those
// of its head.
func layJoined(rows *dialect.Layout, head headText, opt *dialect.Options) (*dialect.Layout, error) {
	var b translate.Block
	// What is wrong with the text is told when it is read.
	_ = joinHead(rows, head).Translate(&b)
	return rows.Joined(b.Text, opt)
}

// openHead delivers the legs of a head, joined by themselves.
func (p *pass) openHead(src *source, head headText) {
	t := joinHead(src.rows, head)
	t.rows.src = src
	src.stream = newStream()
	p.group.Go(func() { src.stream.translate(src, t) })
}
