package sqldump

import (
	"bytes"
	"strings"
)

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
	case "GO":
		if w.batches {
			return w.skipLine()
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

// maxTables bounds how many tables a dump creates whose columns are kept.
const maxTables = 1 << 14

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

// passStatement passes over the rest of a statement.
func (w *walker) passStatement() (item, bool) {
	if !w.over.pass(w) {
		return w.ended()
	}
	w.mode = between
	return 0, false
}
