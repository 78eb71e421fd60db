package sqldump

import (
	"bytes"
	"strings"
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

// maxTables bounds how many tables a dump creates whose columns are kept.
const maxTables = 1 << 14

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
	return w.mode != between && w.mode != passing && w.mode != passOther || w.mode == passing && w.over.quote != 0 && w.over.quote != '-' || len(w.ends) > 0 && !w.completed
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

// statement takes the beginning of a statement.
func (w *walker) statement() (what item, found bool) {
	if !w.space() {
		return w.ended()
	}
	text := w.text[w.pos:]
	if c := text[0]; c == ';' {
		w.pos++
		return 0, false
	} else if c == '\\' || isWarning(text) { // of psql, or of who wrote the dump
		return w.skipLine()
	}
	if w.delimiter != "" && bytes.HasPrefix(text, []byte(w.delimiter)) {
		w.pos += len(w.delimiter)
		return 0, false
	}
	h := head{w: w, i: w.pos}
	word := h.word()
	if h.cut {
		return itemCut, true
	}
	w.start = w.pos
	w.over = passer{}
	h = head{w: w, i: w.pos}
	switch word {
	default:
		if !verbs[word] {
			w.mode = passOther
			return itemOther, true
		}
	case "DELIMITER":
		end := bytes.IndexByte(text, '\n')
		if end < 0 {
			return w.skipLine()
		}
		if w.delimiter = string(bytes.TrimSpace(text[len(word):end])); w.delimiter == ";" {
			w.delimiter = ""
		}
		return w.skipLine()
	case "CREATE":
		table, columns := h.createTable()
		if !h.bad {
			w.create(table, columns)
			w.pos = h.i
		} else {
			w.over.begin = w.delimiter == "" && h.hasBody(w.pos)
		}
	case "INSERT", "REPLACE":
		table, columns := h.insert()
		if !h.bad {
			w.begin(table, columns)
			w.pos, w.mode = h.i, rows
			return itemTable, true
		}
		if !h.cut {
			w.mode = passing
			return itemRest, true
		}
	case "COPY":
		table, columns, options := h.copyFrom()
		if !h.bad {
			w.begin(table, columns)
			w.pos, w.mode, w.unwanted, w.options = h.i, lines, false, options
			return itemTable, true
		}
	}
	if h.cut {
		return itemCut, true
	}
	w.mode = passing
	return 0, false
}

// isWarning tells what the programs that write dumps say to a person, which
// stands in the dump if both went to one file.
func isWarning(text []byte) bool {
	for _, program := range []string{"mysqldump:", "mariadb-dump:", "pg_dump:"} {
		if bytes.HasPrefix(text, []byte(program)) {
			return true
		}
	}
	return false
}

// verbs begin the statements that dumps have. Behind a line that begins with none
// of them a statement may follow at once, so no end is looked for.
var verbs = func() map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields("ALTER ANALYZE ATTACH BEGIN CALL CHANGE CHECK CLUSTER COMMENT COMMIT CREATE DEALLOCATE DECLARE DELETE DETACH DO DROP END EXEC" +
		" EXECUTE EXPLAIN FLUSH GRANT HANDLER IF IMPORT INSTALL KILL LOAD LOCK OPTIMIZE PRAGMA PREPARE PRINT PURGE REFRESH REINDEX RELEASE RENAME REPAIR RESET" +
		" REVOKE ROLLBACK SAVEPOINT SECURITY SELECT SET SHOW START STOP TRUNCATE UNINSTALL UNLOCK UPDATE USE VACUUM WITH XA GO") {
		m[word] = true
	}
	return m
}()

// create notes the columns of a table.
func (w *walker) create(table string, columns []string) {
	if len(w.created) < maxTables {
		w.created[table] = columns
	}
}

// begin notes whose rows follow. Without their names they have the columns of
// CREATE TABLE, which may have left the schema out.
func (w *walker) begin(table string, columns []string) {
	w.table, w.columns, w.listed, w.options = table, columns, columns != nil, false
	if w.listed {
		return
	}
	if w.columns = w.created[table]; w.columns == nil {
		w.columns = w.created[table[strings.LastIndexByte(table, '.')+1:]]
	}
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

// values takes a row of INSERT.
func (w *walker) values() (item, bool) {
	if !w.space() {
		return w.ended()
	}
	w.start, w.scratch = w.pos, w.scratch[:0]
	if w.text[w.pos] != '(' {
		w.wrong(w.pos, "found "+w.glimpse(w.pos)+", wanted a row")
		return w.broken()
	}
	end := w.row(w.pos)
	if end < 0 {
		return w.broken()
	}
	w.pos, w.mode = end, behind
	return itemRow, true
}

// broken takes what is no row, up to where one surely ends.
func (w *walker) broken() (item, bool) {
	if w.fault == "" {
		if !w.whole {
			return itemCut, true
		}
		w.pos, w.mode = len(w.text), between
		return itemBroken, true
	}
	for i := max(w.faultAt, w.start); i < len(w.text); i++ {
		if w.text[i] != ')' {
			continue
		}
		after := bytes.TrimLeft(w.text[i+1:], " \t\r\n")
		switch {
		case len(after) == 0:
		case after[0] == ';':
		case after[0] == ',':
			next := bytes.TrimLeft(after[1:], " \t\r\n")
			if len(next) > 0 && next[0] != '(' {
				continue
			}
			after = next
		default:
			continue
		}
		if len(after) == 0 && !w.whole {
			return itemCut, true
		}
		w.pos, w.mode = i+1, behind
		return itemBroken, true
	}
	if !w.whole {
		return itemCut, true
	}
	w.pos, w.mode = len(w.text), between
	return itemBroken, true
}

// behindRow takes what stands between two rows of INSERT, or behind the last.
func (w *walker) behindRow() (item, bool) {
	if !w.space() {
		return w.ended()
	}
	if w.text[w.pos] == ',' {
		w.pos++
		w.mode = rows
		return 0, false
	}
	h := head{w: w, i: w.pos}
	switch word := h.word(); {
	case h.cut:
		return itemCut, true
	case word == "ON" || word == "RETURNING" || word == "AS":
		w.over, w.mode = passer{}, passing
	default: // a statement without its end is as good
		w.mode = between
	}
	return 0, false
}

// line takes a line of COPY.
func (w *walker) line() (item, bool) {
	text := w.text[w.pos:]
	end := bytes.IndexByte(text, '\n')
	if end < 0 && w.unwanted && !w.whole && len(text) > len(`\.`)+1 {
		w.pos, w.mode = len(w.text), passLine
		return itemCut, true
	}
	if end < 0 && !w.whole {
		return itemCut, true
	}
	w.start, w.scratch = w.pos, w.scratch[:0]
	line := text
	if end >= 0 {
		line = bytes.TrimSuffix(text[:end], []byte{'\r'})
		w.pos += end + 1
	}
	switch {
	case endOfCopy(line):
		if w.mode = between; end < 0 {
			w.pos = len(w.text)
		}
		return 0, false
	case end < 0 && len(line) == 0:
		return itemEnd, true
	case end < 0:
		if w.pos = len(w.text); w.unwanted {
			return itemEnd, true
		}
		w.wrong(len(w.text), "")
		w.mode = between
		return itemBroken, true
	case w.unwanted:
		return 0, false
	}
	w.copyRow(line)
	return itemRow, true
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

// passStatement passes over the rest of a statement.
func (w *walker) passStatement() (item, bool) {
	if !w.over.pass(w) {
		return w.ended()
	}
	w.mode = between
	return 0, false
}
