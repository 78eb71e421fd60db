package cdrfmt

import (
	"io"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/mend"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// openAgain opens a source whose rows have been joined.
func (w *worker) openAgain(src *source) {
	text, err := w.textAgain(src)
	if err != nil {
		w.sched.fail(src, err)
		w.sched.opened(nil)
		return
	}
	src.stream = newStream()
	t := &joinedRows{rows: newEventRows(src, text), outcomes: w.joined.stored.of(src.index)}
	w.group.Go(func() { src.stream.translate(src, t) })
	w.sched.opened(src)
	w.drain(src)
}

// textAgain reads the text of a source once more.
func (p *pass) textAgain(src *source) (io.Reader, error) {
	if src.copied != nil {
		return io.NewSectionReader(src.copied, 0, 1<<62), nil
	}
	var f io.ReaderAt
	var size int64
	if kept, n := p.kept.find(src.index); kept != nil {
		f, size = kept, n
	} else {
		file, n, _, err := src.openFile()
		if err != nil {
			return nil, err
		}
		f, size = file, n
	}
	in, err := inflater(src.name, src.packed, io.NewSectionReader(f, 0, size))
	if err != nil {
		return nil, err
	}
	src.closers = append(src.closers, in)
	var text io.Reader = in
	if len(src.mends) > 0 {
		text = mend.Reader(in, src.mends)
	}
	if _, err := io.CopyN(io.Discard, text, src.offset); err != nil {
		return nil, readError(src.name, err)
	}
	return text, nil
}

// joinedRows is the translator of a text whose rows have been joined: the
// records are those of the rows that give legs.
type joinedRows struct {
	rows     *eventRows
	outcomes outcomes
}

// outcomes gives the outcomes of a text's rows, in their order; it is io.EOF
// behind the last.
type outcomes interface {
	next() ([]byte, error)
}

// Translate implements translate.Translator.
func (j *joinedRows) Translate(b *translate.Block) error {
	from := int64(-1)
	var row joining.Row
	for {
		verdict, why, err := j.rows.next(&row)
		if err == io.EOF {
			if _, err := j.outcomes.next(); err != io.EOF {
				return changed(j.rows.src.name)
			}
		}
		if err != nil {
			return err
		}
		rec := &j.rows.record
		r := translate.Row{Line: rec.Line, Byte: rec.Byte}
		if verdict == dialect.HeaderAgain {
			r.Verdict, r.Reason = translate.Passed, "another header, whose columns hold below it"
			b.Rows = append(b.Rows, r)
			continue
		}
		if verdict == dialect.NotARow {
			continue
		}
		keep := func() {
			n := len(b.Source)
			b.Source = append(b.Source, rec.Raw...)
			r.Raw = b.Source[n:len(b.Source):len(b.Source)]
		}
		if verdict == dialect.Rejected {
			keep()
			r.Verdict, r.Column, r.Reason = translate.Rejected, why.Column, why.Reason
			b.Rows = append(b.Rows, r)
		} else {
			var o joining.Outcome
			text, err := j.outcomes.next()
			if err != nil || o.Decode(text) != nil || o.At.Byte != rec.Byte {
				return changed(j.rows.src.name)
			}
			r.Reason = joinedReasons[o.Reason]
			switch o.Verdict {
			case joining.GivesLeg:
				keep()
				b.Add(r, j.rows.events.Record(j.rows.laid, &o.Leg))
			case joining.Joined:
				r.Verdict = translate.Joined
				b.Rows = append(b.Rows, r)
			default:
				r.Verdict = translate.Repeated
				b.Rows = append(b.Rows, r)
			}
		}
		if from < 0 {
			from = rec.Byte
		}
		if rec.Byte-from >= translate.BlockBytes {
			return nil
		}
	}
}

// joinedReasons tell a person why a call gives no leg, or what its leg lacks.
var joinedReasons = [joining.NumReasons]string{
	joining.NoBye:    "an answered call without its BYE in the inputs: its end is not known, so it gives no leg",
	joining.NoFinal:  "a call without a final reply in the inputs: it gives no leg",
	joining.NoInvite: "of a call whose INVITE and BYE are not in the inputs: it gives no leg",
	joining.NoCall:   "a message that belongs to no call: it gives no leg",
	joining.NoHangup: "a channel with neither HANGUP nor CHAN_END in the inputs: its end is not known, so it gives no leg",
	joining.NoStart:  "a call that began before the inputs do: its leg has an end, but neither start nor answer",
}
