package sqldump

import (
	"bytes"
	"strings"
)

// betweenColumns are the words that begin what is no column in CREATE TABLE.
var betweenColumns = map[string]bool{
	"PRIMARY": true, "UNIQUE": true, "CONSTRAINT": true, "FULLTEXT": true, "SPATIAL": true,
	"FOREIGN": true, "CHECK": true, "EXCLUDE": true, "LIKE": true,
}

// createTable takes CREATE TABLE up to the bracket that closes its columns.
func (h *head) createTable() (table string, columns []string) {
	h.accept("CREATE")
	for _, kind := range []string{"GLOBAL", "LOCAL", "TEMPORARY", "TEMP", "UNLOGGED", "FOREIGN"} {
		h.accept(kind)
	}
	if h.bad || !h.accept("TABLE") {
		h.bad = true
		return "", nil
	}
	if h.accept("IF") {
		h.accept("NOT")
		h.accept("EXISTS")
	}
	table = h.names()
	h.want('(')
	for !h.bad {
		name, quoted := h.name()
		word := strings.ToUpper(name)
		if quoted || !betweenColumns[word] && !(h.w.mysql && (word == "KEY" || word == "INDEX" || word == "PERIOD")) {
			columns = append(columns, name)
		}
		if h.pass(); !h.eat(',') {
			break
		}
	}
	h.want(')')
	return table, columns
}

// hasBody tells whether the CREATE at i is of what may have a body of statements.
func (h *head) hasBody(i int) bool {
	body := head{w: h.w, i: i}
	body.accept("CREATE")
	for _, kind := range []string{"OR", "REPLACE", "ALTER", "TEMPORARY", "TEMP", "CONSTRAINT"} {
		body.accept(kind)
	}
	word := body.word()
	h.cut = h.cut || body.cut
	return word == "TRIGGER" || word == "FUNCTION" || word == "PROCEDURE" || word == "PROC" || word == "EVENT"
}

// insert takes INSERT or REPLACE up to its first row.
func (h *head) insert() (table string, columns []string) {
	h.word()
	for more := true; more && !h.bad; {
		switch h.peek() {
		case "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE", "OR", "REPLACE", "ABORT", "FAIL", "ROLLBACK", "INTO", "OVERWRITE":
			more = h.word() != "INTO"
		default:
			more = false
		}
	}
	table = h.names()
	if h.accept("PARTITION") {
		h.list()
	}
	if h.space(); !h.bad && h.w.text[h.i] == '(' {
		columns = h.list()
	}
	if h.accept("OVERRIDING") {
		h.word()
		h.accept("VALUE")
	}
	if !h.accept("VALUES") && !h.accept("VALUE") {
		h.bad = true
	}
	if h.space(); !h.bad && h.w.text[h.i] != '(' {
		h.bad = true
	}
	return table, columns
}

// copyFrom takes COPY up to its first row; options tells that its rows are not
// in the format of dumps.
func (h *head) copyFrom() (table string, columns []string, options bool) {
	h.word()
	table = h.names()
	if h.space(); !h.bad && h.w.text[h.i] == '(' {
		columns = h.list()
	}
	if !h.accept("FROM") || !h.accept("STDIN") {
		h.bad = true
	}
	if h.bad {
		return "", nil, false
	}
	end := bytes.IndexByte(h.w.text[h.i:], '\n')
	if end < 0 {
		h.i = len(h.w.text)
		h.more()
		return "", nil, false
	}
	rest := bytes.TrimSpace(h.w.text[h.i : h.i+end])
	h.i += end + 1
	return table, columns, string(rest) != ";"
}
