package sqldump

// number reads the number at i, in decimal or, as MySQL writes bytes, 0x...
func (w *walker) number(i int) (cell []byte, next int) {
	text := w.text
	next = i
	for next < len(text) && (isWordByte(text[next]) || text[next] == '.' || text[next] == '-' || text[next] == '+') {
		next++
	}
	if next == len(text) {
		return nil, w.wrong(next, "")
	}
	cell = text[i:next]
	if len(cell) > 2 && cell[0] == '0' && cell[1]|0x20 == 'x' {
		return w.decoded(i, cell[2:], next, appendHex)
	}
	if !isNumber(cell) {
		return nil, w.wrong(i, "found "+w.glimpse(i)+", wanted a value")
	}
	return cell, next
}

// isNumber tells decimal numbers, perhaps with a power of ten.
func isNumber(b []byte) bool {
	i := 0
	for i < len(b) && (b[i] == '+' || b[i] == '-') {
		i++
	}
	whole := countDigits(b[i:])
	i += whole
	fraction := 0
	if i < len(b) && b[i] == '.' {
		fraction = countDigits(b[i+1:])
		i += 1 + fraction
	}
	if whole+fraction == 0 {
		return false
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		power := countDigits(b[i:])
		if i += power; power == 0 {
			return false
		}
	}
	return i == len(b)
}

// countDigits is how many digits begin b.
func countDigits(b []byte) (n int) {
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	return n
}

// decoded is what digits at i stand for.
func (w *walker) decoded(i int, digits []byte, next int, decode func(dst, b []byte) ([]byte, bool)) ([]byte, int) {
	from := len(w.scratch)
	out, ok := decode(w.scratch, digits)
	if !ok {
		return nil, w.wrong(i, "found "+w.glimpse(i)+", wanted a value")
	}
	w.scratch = out
	return out[from:len(out):len(out)], next
}
