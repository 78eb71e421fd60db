package sqldump

import "bytes"

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
