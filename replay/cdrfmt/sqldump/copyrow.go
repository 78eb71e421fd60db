package sqldump

import "bytes"

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

// copyRow reads the values of a line of COPY into cells.
func (w *walker) copyRow(line []byte) {
	w.cells = w.cells[:0]
	for more := true; more; {
		var field []byte
		field, line, more = bytes.Cut(line, []byte{'\t'})
		switch {
		case string(field) == `\N`:
			field = nil
		case bytes.IndexByte(field, '\\') >= 0:
			from := len(w.scratch)
			w.scratch = unescaped(w.scratch, field)
			field = w.scratch[from:len(w.scratch):len(w.scratch)]
		}
		w.cells = append(w.cells, field)
	}
}

// unescaped appends what a value of COPY means.
func unescaped(dst, b []byte) []byte {
	for i := 0; i < len(b); {
		if b[i] != '\\' || i+1 == len(b) {
			dst = append(dst, b[i])
			i++
			continue
		}
		var n int
		dst, n = postgresqlEscape(dst, b[i+1:])
		i += 1 + n
	}
	return dst
}

// endOfCopy tells the line that ends the rows of COPY.
func endOfCopy(line []byte) bool { return string(line) == `\.` }
