package cdrfmt

import (
	"context"
	"io"
	"os"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/mend"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// source is an input while it is read. The worker that opens it fills it in;
// from then on only the schedule, or the stream's goroutine, hands out its
// chunks, and only the chunk whose turn it is commits to it.
type source struct {
	input
	index int
	// ctx ends when the source is no longer wanted.
	ctx    context.Context
	cancel context.CancelFunc

	// Delimited text has a layout, and a stream or a file; Parquet and Arrow
	// have a table; saved counts have saved. A source that was not recognised
	// in its folder has none of these.
	layout *dialect.Layout
	packed compression
	mends  []mend.Mend // what was done to the text first
	// translated is what the text is if its records are a translator's; its
	// chunks are blocks then.
	translated *translate.Source
	// rows is the layout of the rows where several make one leg; layout is that
	// of the legs then. begins is what the first reading found out of each
	// chunk; it is over if scanned. copied is the text, if it cannot be read
	// again.
	rows    *dialect.Layout
	begins  []chunkBegin
	scanned bool
	copied  *spool
	stream  *stream
	table   *columnar.File
	saved   *Saved
	// sections are the records of delimited text, those of each header; the
	// first is of layout. They are final if settled. again reads the text anew
	// from its start; nil if that cannot be.
	sections []*section
	settled  bool
	again    func() (io.ReadCloser, error)
	once     bool // the source is a stream of which no copy is kept
	// peek: the source is opened only to see whether its rows are to be joined.
	peek bool
	// keyed: the key of each row is taken, and so the fields that make it are read.
	// extents are, of one that is not, the first reading's of each chunk.
	keyed   bool
	extents []extent
	// beside: the source has no row that this reading is for.
	beside bool
	// outlined: the values of some fields of the table are not read. What rests
	// on that is void when a row is rejected or lacks what it takes.
	outlined bool

	file   io.ReaderAt // of plain text, without a byte order mark from offset on
	offset int64       // where the text starts
	size   int64       // of the file
	// chunkBytes is how long its chunks are, but for the last.
	chunkBytes int64
	closers    []io.Closer // in the order of opening

	ended  chan struct{} // closed when the source has committed all
	chunks int           // of text and tables; a stream finds out
	handed int           // chunks handed out
	chain  chain
	total  tally
}

// recognised tells whether the source is CDRs or saved counts.
func (s *source) recognised() bool { return s.layout != nil || s.table != nil || s.saved != nil }

// dialectName is the name of what was recognised.
func (s *source) dialectName() string {
	if s.table != nil {
		return s.table.Dialect()
	}
	return s.layout.Name()
}

func (s *source) close() {
	s.closeFiles()
	s.again = nil
	if s.copied != nil {
		s.copied.Close()
		s.copied = nil
	}
}

// closeFiles closes what was opened last.
func (s *source) closeFiles() {
	for i := len(s.closers) - 1; i >= 0; i-- {
		s.closers[i].Close() // nothing was written: an error changes nothing
	}
	s.closers = nil
}

// forget closes a source that was opened and takes it for one that was not.
func (s *source) forget() {
	s.close()
	*s = source{input: s.input, index: s.index, ctx: s.ctx, cancel: s.cancel, ended: s.ended, total: newTally()}
}

// openFile opens the source's path and gives its size; regular is false for
// pipes and devices, which have none and are read once.
func (s *source) openFile() (f *os.File, size int64, regular bool, err error) {
	f, err = os.Open(s.name)
	if err != nil {
		return nil, 0, false, unreadable(s.name, err)
	}
	s.closers = append(s.closers, f)
	info, err := f.Stat()
	if err != nil {
		return nil, 0, false, unreadable(s.name, err)
	}
	return f, info.Size(), info.Mode().IsRegular(), nil
}

// chunk is a part of a source for a worker.
type chunk struct {
	src    *source
	number int  // from 0
	last   bool // nothing follows
	link

	// Of a stream: its bytes, or the error it ends with, and of translated text
	// the block that the bytes are of.
	data  []byte
	block *translate.Block
	err   error
	left  lex.Carry // what it leaves to the next one, of text
}

// link ties a chunk to the one before it and the one after it. Every chunk
// passes a carry on as soon as it is lexed (text only) and ends its turn when
// it has committed, or else its source is cancelled.
type link struct {
	before <-chan carry
	after  chan<- carry
	turn   <-chan struct{} // closed when the chunk before has committed
	done   chan<- struct{}
}

// chain makes the links of a source's chunks, in order.
type chain struct {
	carry chan carry
	turn  chan struct{}
}

// newChain begins with the chunk whose turn it is when turn is closed.
func newChain(begin carry, turn chan struct{}) chain {
	c := chain{make(chan carry, 1), turn}
	c.carry <- begin
	return c
}

func (c *chain) next() link {
	after, turn := make(chan carry, 1), make(chan struct{})
	l := link{c.carry, after, c.turn, turn}
	c.carry, c.turn = after, turn
	return l
}
