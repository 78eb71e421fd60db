package sqldump

import "bytes"

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
