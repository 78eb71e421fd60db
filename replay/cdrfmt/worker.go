package cdrfmt

import (
	"runtime/debug"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/internal/mapped"
)

// batchRows is how many rows a batch has at most.
const batchRows = 8192

// worker reads chunks into its sink.
type worker struct {
	*pass
	sink Sink

	// The decoder or reader of the source last worked on, with its names.
	of      *source
	section *section
	opened  map[*section]decoding // those of the source that were worked on
	decoding
	reader *columnar.Reader

	mapped  mapped.Part // where a chunk of a plain file is,
	buf     []byte      // or where it was read to
	lexed   lex.Piece
	turn    <-chan struct{} // of the chunk at hand
	record  lex.Record
	ordinal int64      // of record in its text
	rows    sourceRows // of translated text
	events  *eventRows // of the source last worked on of which several rows make one leg

	// Of the chunk at hand:
	tally   tally
	at      place // of the next accepted row, duplicates included
	drops   bitmap
	refused rejectsBuffer
	ahead   bool      // it is not known yet where the chunk starts
	waiting []waiting // until it is

	// Where rows are compared:
	keyer keyer
	taken lot // keys not yet handed over
}

func (w *worker) run() {
	debug.SetPanicOnFault(true) // see mapped.Part
	defer w.mapped.Free()
	for {
		j, ok := w.sched.take()
		switch {
		case !ok:
			if err := w.flushKeys(); err != nil {
				w.abort(err)
			}
			return
		case j.open != nil:
			w.openSource(j.open, j.peek)
		case j.join != nil:
			w.join(j.join)
		case j.again != nil:
			w.openAgain(j.again)
		case j.drain != nil:
			w.drain(j.drain, j.stream)
		default:
			w.work(j.chunk)
		}
	}
}

// openSource opens a source; of a stream the worker then takes the chunks. With
// peek it is opened only if its rows are to be joined, or there is no other time.
func (w *worker) openSource(src *source, peek bool) {
	if src.beside {
		w.finish(src)
		w.sched.opened(nil)
		return
	}
	src.peek = peek
	err := w.open(src)
	if err != nil {
		w.sched.fail(src, err)
		w.sched.opened(nil)
		return
	}
	st := src.stream // others may be done with it soon
	if src.rows != nil {
		w.sched.scan(src)
		w.drain(src, st)
		return
	}
	if peek {
		if src.peek {
			src.forget()
		}
		w.sched.setAside(src)
		return
	}
	if src.stream == nil && src.chunks == 0 { // saved counts, or nothing
		w.finish(src)
		w.sched.opened(nil)
		return
	}
	w.sched.opened(src)
	w.drain(src, st)
}

// drain works on the chunks of a stream until there are no more. Without a
// stream there are none.
func (w *worker) drain(src *source, st *stream) {
	if st == nil {
		return
	}
	for c := range st.chunks {
		w.work(c)
		st.release(c)
	}
	st.empty()
	w.sched.drained(src, st)
}

// work reads a chunk and commits it.
func (w *worker) work(c *chunk) {
	if c.src.ctx.Err() != nil {
		return
	}
	if c.src.rows != nil && !c.src.scanned {
		w.scanChunk(c)
		return
	}
	if w.passBy(c) {
		return
	}
	w.use(c.src)
	w.tally, w.drops, w.turn = newTally(), w.drop.of(c), c.turn
	w.at = place{uint32(c.src.index), uint32(c.number), 0}
	w.refused.reset()
	var err error
	switch {
	case c.src.table != nil:
		err = w.readPart(c)
	case c.src.scanned:
		err = w.readJoined(c)
	default:
		err = w.readText(c)
	}
	if f, ok := err.(fatal); ok {
		w.abort(f.error)
		return
	}
	w.commit(c, &w.tally, w.refused.bytes(), err)
}

// use makes the worker's decoder or reader that of src.
func (w *worker) use(src *source) {
	if w.of == src {
		return
	}
	w.of = src
	if src.table != nil {
		w.reader = src.table.NewReader()
		return
	}
	w.opened = map[*section]decoding{}
	w.enter(src.sections[0])
	w.lexed.LeaveOut(w.section.leading)
}

// decoding is the decoder of a section, and its batch.
type decoding struct {
	decoder *dialect.Decoder
	batch   *cdr.Batch
}

// enter makes the worker's decoder that of a section; its batch is empty.
func (w *worker) enter(sec *section) {
	d, ok := w.opened[sec]
	if !ok {
		d.decoder = sec.layout.NewDecoder()
		d.batch = d.decoder.NewBatch()
		w.opened[sec] = d
	}
	w.section, w.decoding = sec, d
}
