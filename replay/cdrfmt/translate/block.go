package translate

import (
	"bytes"
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Separator stands between the cells of a record. Hardly any cell holds it, so
// few need quotes.
const Separator = 0x1f

// BlockBytes is about how much of a text goes into a block.
const BlockBytes = 1 << 20

// Source is a text that was recognised.
type Source struct {
	// Dialect is the name of what the text is, such as "kazoo:json".
	Dialect string
	// Form says how the text is laid out, for a person to read.
	Form string
	// Columns name the cells of a record.
	Columns []string
	// Table tells that the records are rows of a table as it was exported, as
	// AppendRow writes them: what they mean is told as of delimited text with the
	// columns as its header, or without one if there are no columns. Dialect is
	// not set then.
	Table bool
	// Sample is the first of the records and what they were made of, where they
	// need not stand at the head of the text; else nil.
	Sample *Block
	// Remarks are assumptions that a person should know of, one line each.
	Remarks []string
	// Open makes a translator of r, which gives the whole text, without a byte
	// order mark; offset is where in the input it starts, in bytes. Any number
	// of translators may work at once.
	Open func(r io.Reader, offset int64) Translator
}

// Translator makes blocks of one text.
type Translator interface {
	// Translate fills b, which is empty. With the last block, which may be
	// empty, it gives io.EOF, and where the text cannot be read on, what was
	// understood before and a *cdr.DataError.
	Translate(b *Block) error
}

// Verdict is what became of a row of the text.
type Verdict uint8

const (
	// Leg: the next record of the block was made of it.
	Leg Verdict = iota
	// Joined: it told more of a leg that another row stands for.
	Joined
	// Rejected: nothing can be made of it.
	Rejected
	// Repeated: it is a row that stands before, again.
	Repeated
	// Passed: it is no row, and passing over it is worth a remark.
	Passed
	// Noted: it is no row, and Reason says what a person should know of it.
	Noted
)

// Row is a row of the text.
type Row struct {
	Verdict Verdict
	// Line counts from 1, Byte from 0: where the row starts.
	Line, Byte int64
	// Raw is the row as written; it may be missing where it is neither a leg nor
	// rejected.
	Raw []byte
	// Column and Reason say why the row was rejected or passed over. Of a leg or
	// a joined row, Reason is what a person should know of it.
	Column, Reason string
}

// Block is a stretch of the text. It is filled anew once it has been read.
type Block struct {
	// Text holds a record for each row that is a leg, in their order.
	Text []byte
	Rows []Row
	// Source is memory for the text that the rows point to.
	Source []byte
}

// Reset empties the block and keeps its memory.
func (b *Block) Reset() {
	clear(b.Rows)
	b.Text, b.Rows, b.Source = b.Text[:0], b.Rows[:0], b.Source[:0]
}

// Add adds a leg: the row, and its record of the given cells. If the record is
// longer than what is read, the row is rejected.
func (b *Block) Add(r Row, cells [][]byte) { b.add(r, cells, AppendRecord) }

// AddRow is Add with a record of a table.
func (b *Block) AddRow(r Row, cells [][]byte) { b.add(r, cells, AppendRow) }

func (b *Block) add(r Row, cells [][]byte, appendTo func(text []byte, cells [][]byte) []byte) {
	if r.Verdict = Leg; recordBytes(cells) > lex.MaxRecordBytes {
		r.Verdict, r.Reason = Rejected, fmt.Sprintf("its values take more than %d MiB", lex.MaxRecordBytes>>20)
	} else {
		b.Text = appendTo(b.Text, cells)
	}
	b.Rows = append(b.Rows, r)
}

// recordBytes is at most what the cells take in a record.
func recordBytes(cells [][]byte) int {
	n := 1
	for _, c := range cells {
		n += 2*len(c) + 3
	}
	return n
}

// AppendRecord appends a record. Behind the last cell stands a separator too,
// so that a record without any value is no blank line; the cell behind it is
// no column.
func AppendRecord(text []byte, cells [][]byte) []byte {
	for _, c := range cells {
		if len(c) > 0 {
			text = appendCell(text, c)
		}
		text = append(text, Separator)
	}
	return append(text, '\n')
}

// AppendRow appends a record of a table: it has as many cells as the table has
// columns, and is neither blank nor a comment.
func AppendRow(text []byte, cells [][]byte) []byte {
	from := len(text)
	for i, c := range cells {
		if i > 0 {
			text = append(text, Separator)
		}
		if len(c) > 0 && !(i == 0 && c[0] == '#') {
			text = appendCell(text, c)
		} else if len(c) > 0 {
			text = appendQuoted(text, c)
		}
	}
	if len(text) == from {
		text = append(text, `""`...)
	}
	return append(text, '\n')
}

// appendCell quotes what would not be read as it is.
func appendCell(text, cell []byte) []byte {
	if isPlain(cell) {
		return append(text, cell...)
	}
	return appendQuoted(text, cell)
}

func appendQuoted(text, cell []byte) []byte {
	text = append(text, '"')
	for {
		i := bytes.IndexByte(cell, '"')
		if i < 0 {
			break
		}
		text = append(append(text, cell[:i+1]...), '"')
		cell = cell[i+1:]
	}
	return append(append(text, cell...), '"')
}

// isPlain tells a cell that is read as it is.
func isPlain(cell []byte) bool {
	if len(cell) > 0 && (cell[0] == '"' || cell[0] == ' ') {
		return false
	}
	for _, c := range cell {
		if c == Separator || c == '\n' || c == '\r' {
			return false
		}
	}
	return true
}
