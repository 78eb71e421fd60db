package sqldump

import (
	"bytes"
)

// item is what a walker meets.
type item uint8

const (
	// itemCut: the text at hand does not hold the next whole.
	itemCut item = iota
	// itemEnd: the text is over.
	itemEnd
	// itemTable: rows of table follow.
	itemTable
	// itemRow is a row, from start to pos, whose values are in cells.
	itemRow
	// itemBroken is what is no row, from start to pos; fault says why.
	itemBroken
	// itemRest is an INSERT without values, from start on.
	itemRest
	// itemOther is a line that is no statement, from start on.
	itemOther
)

// mode is where in a statement a walker is.
type mode uint8

const (
	between   mode = iota // statements
	rows                  // before a row of INSERT
	behind                // a row of INSERT
	lines                 // of COPY
	passing               // over a statement
	passLine              // over a part of a line of COPY that is not wanted
	passOther             // over a line that is no statement
)

// walker goes through the statements of a dump. Its text is what of the dump is
// at hand; whoever moves that moves pos as well.
type walker struct {
	syntax
	text  []byte
	whole bool // the text goes to the end of the dump
	pos   int  // what comes before is done with

	mode      mode
	delimiter string // of statements, where it is not ;
	over      passer
	unwanted  bool                // the rows of the COPY at hand are passed over
	completed bool                // the dump says that it is
	created   map[string][]string // columns of tables

	// Of the rows at hand:
	table   string
	columns []string // nil if they are not known
	listed  bool     // the statement names them
	options bool     // COPY has rows in another format

	start   int
	cells   [][]byte
	scratch []byte // what the cells were made of that are not in the text
	fault   string
	faultAt int
}

func newWalker(s syntax) *walker { return &walker{syntax: s, created: map[string][]string{}} }

// next gives what comes next and moves behind it.
func (w *walker) next() item {
	for {
		var what item
		var found bool
		switch w.mode {
		case between:
			what, found = w.statement()
		case rows:
			what, found = w.values()
		case behind:
			what, found = w.behindRow()
		case lines:
			what, found = w.line()
		case passLine:
			what, found = w.restOfLine(lines)
		case passOther:
			what, found = w.restOfLine(between)
		default:
			what, found = w.passStatement()
		}
		if found {
			return what
		}
	}
}

// pass passes over the rows of the table at hand.
func (w *walker) pass() {
	if w.mode == lines {
		w.unwanted = true
		return
	}
	w.over, w.mode = passer{}, passing
}

// unfinished tells, at the end of the text, whether it ends within something.
func (w *walker) unfinished() bool {
	switch w.mode {
	case between, passOther:
	case passing:
		if q := w.over.quote; q != 0 && q != '-' {
			return true
		}
	case behind:
		if !w.batches {
			return true
		}
	default:
		return true
	}
	return len(w.ends) > 0 && !w.completed
}

// space moves over white space and comments between statements; false if the
// text ends there.
func (w *walker) space() bool {
	for w.pos < len(w.text) {
		text := w.text[w.pos:]
		switch {
		case isSpace(text[0]):
			w.pos++
		case len(text) == 1 && !w.whole && (text[0] == '-' || text[0] == '/'):
			return false
		case w.beginsComment(text):
			n := w.commentLen(text)
			if n < 0 && w.whole {
				n = len(text)
			}
			if n < 0 {
				return false
			}
			w.completed = w.completed || len(w.ends) > 0 && bytes.HasPrefix(text, w.ends)
			w.pos += n
		default:
			return true
		}
	}
	return false
}

// ended is what the end of the text at hand means.
func (w *walker) ended() (item, bool) {
	if w.whole {
		return itemEnd, true
	}
	return itemCut, true
}

// skipLine moves behind the end of the line.
func (w *walker) skipLine() (item, bool) {
	end := bytes.IndexByte(w.text[w.pos:], '\n')
	switch {
	case end >= 0:
		w.pos += end + 1
		return 0, false
	case w.whole:
		w.pos = len(w.text)
	}
	return w.ended()
}

// restOfLine passes over the rest of a line.
func (w *walker) restOfLine(next mode) (item, bool) {
	end := bytes.IndexByte(w.text[w.pos:], '\n')
	if end < 0 {
		w.pos = len(w.text)
		return w.ended()
	}
	w.pos += end + 1
	w.mode = next
	return 0, false
}
