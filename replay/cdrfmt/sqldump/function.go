package sqldump

import (
	"bytes"
	"unicode/utf8"
)

// function reads a call of one of the functions that dumps write around
// values; open is where its bracket is.
func (w *walker) function(i int, name string, open, depth int) (cell []byte, next int) {
	arguments := map[string]int{"CAST": 1, "CONVERT": 1, "REPLACE": 3, "CHAR": 1, "UNISTR": 1}[name]
	if arguments == 0 {
		return nil, w.wrong(i, "found "+w.glimpse(i)+", wanted a value")
	}
	var list [3][]byte
	next = open
	for k := range arguments {
		if list[k], next = w.value(next+1, depth+1); next < 0 {
			return nil, next
		}
		if next = w.blank(next); next < 0 {
			return nil, next
		}
		if k+1 < arguments && w.text[next] != ',' {
			return nil, w.wrong(next, "found "+w.glimpse(next)+", wanted a comma")
		}
	}
	h := head{w: w, i: next}
	if name == "CAST" && w.batches && bytes.HasPrefix(w.text[open+1:], []byte("0x")) {
		as := h
		if as.accept("AS") {
			list[0] = binaryTime(list[0], as.peek())
		}
	}
	if name == "CAST" || name == "CONVERT" { // the type may have brackets
		for h.pass(); h.eat(','); h.pass() {
		}
	}
	if !h.eat(')') {
		if h.bad && h.i >= len(w.text) {
			return nil, w.wrong(len(w.text), "")
		}
		return nil, w.wrong(h.i, "found "+w.glimpse(h.i)+", wanted a closing bracket")
	}
	switch name {
	case "REPLACE":
		return bytes.ReplaceAll(list[0], list[1], list[2]), h.i
	case "CHAR":
		code, n := digits(list[0], 10, 7)
		if n == 0 || n < len(list[0]) {
			return nil, w.wrong(i, "found "+w.glimpse(i)+", wanted the number of a letter")
		}
		return utf8.AppendRune(nil, rune(code)), h.i
	case "UNISTR":
		return unquoted(nil, list[0], -1, unistrEscape), h.i
	}
	return list[0], h.i
}

// unistrEscape is mysqlEscape of SQLite's unistr.
func unistrEscape(dst, b []byte) ([]byte, int) {
	from, long := 0, 4
	switch b[0] {
	case 'u':
		from = 1
	case '+':
		from, long = 1, 6
	case 'U':
		from, long = 1, 8
	}
	if v, n := digits(b[from:], 16, long); n == long {
		return utf8.AppendRune(dst, rune(v)), from + n
	}
	return append(dst, b[0]), 1
}

// cast passes over PostgreSQL's type behind a value, ::timestamp(0).
func (w *walker) cast(i int) int {
	if i+1 < len(w.text) && w.text[i+1] != ':' {
		return i
	}
	h := head{w: w, i: i + 2}
	if i+1 >= len(w.text) {
		return w.wrong(len(w.text), "")
	}
	h.pass()
	if h.i >= len(w.text) {
		return w.wrong(len(w.text), "")
	}
	return h.i
}
