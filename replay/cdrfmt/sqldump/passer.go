package sqldump

import "bytes"

// passer passes over a statement of any length, of which the text at hand may
// hold a part only.
type passer struct {
	// quote is what the text that the statement is in ends with: a quote, $ for
	// one between dollars, - of a comment to the end of its line, * of one up to
	// */; 0 is none.
	quote  byte
	dollar []byte // what ends a text between dollars
	// begin: the statement may have a body of statements, between BEGIN and END.
	begin bool
	depth int
	// fresh: only white space stands before in the line.
	fresh bool
}

// ordinary are the bytes that mean nothing to a passer.
var ordinary = func() (t [256]bool) {
	for c := range t {
		t[c] = bytes.IndexByte([]byte("'\"`$-/#;\\"), byte(c)) < 0
	}
	return t
}()

// pass moves the walker behind the end of the statement; false if the text at
// hand ends before.
func (p *passer) pass(w *walker) (done bool) {
	for w.pos < len(w.text) {
		if p.quote != 0 {
			if !p.passQuote(w) {
				return false
			}
			continue
		}
		text := w.text[w.pos:]
		c := text[0]
		special := len(w.delimiter) > 0 && c == w.delimiter[0]
		switch {
		case special && bytes.HasPrefix(text, []byte(w.delimiter)):
			w.pos += len(w.delimiter)
			return true
		case special && !w.whole && len(text) < len(w.delimiter):
			return false
		case w.batches && p.fresh && isWordByte(c):
			if done, cut := p.firstWord(w); done || cut {
				return done
			}
		case p.begin && !w.batches && isWordByte(c) && c != '$':
			if !p.word(w) {
				return false
			}
		case c == ';' && w.delimiter == "" && p.depth <= 0 && !(p.begin && w.batches):
			w.pos++
			return true
		case ordinary[c] || c == ';' || c == '\\':
			p.fresh = c == '\n' || p.fresh && isSpace(c)
			w.pos++
		case c == '\'' || c == '"' || c == '`':
			p.quote = c
			w.pos++
		case len(text) < 2 && !w.whole:
			return false
		case w.beginsComment(text):
			p.quote = '-'
			if c == '/' {
				p.quote = '*'
				w.pos++
			}
			w.pos++
		case c == '$' && !w.mysql:
			if !p.beginDollar(w) {
				return false
			}
		default:
			w.pos++
		}
	}
	return false
}

// firstWord takes the first word of a line, if it does not end the statement:
// GO does, and what comes before INSERT is over, but for a body.
func (p *passer) firstWord(w *walker) (done, cut bool) {
	h := head{w: w, i: w.pos}
	switch word := h.word(); {
	case h.cut:
		return false, true
	case word == "GO", word == "INSERT" && !p.begin:
		return true, false // the walker takes it
	}
	w.pos, p.fresh = h.i, false
	return false, false
}

// word takes a word, which may open or close a body.
func (p *passer) word(w *walker) (ok bool) {
	h := head{w: w, i: w.pos}
	word := h.word()
	if h.cut {
		return false
	}
	switch word {
	case "BEGIN", "CASE":
		p.depth++
	case "END":
		p.depth--
	}
	w.pos = h.i
	return true
}

// maxDollar bounds the name between two dollars.
const maxDollar = 64

// beginDollar takes $$ or $name$, or a dollar that is neither.
func (p *passer) beginDollar(w *walker) (ok bool) {
	text := w.text[w.pos:]
	n := 1
	for n < len(text) && n < maxDollar && isWordByte(text[n]) && text[n] != '$' {
		n++
	}
	switch {
	case n == len(text) && !w.whole:
		return false
	case n < len(text) && text[n] == '$' && !(text[1] >= '0' && text[1] <= '9'):
		p.quote, p.dollar = '$', append(p.dollar[:0], text[:n+1]...)
		w.pos += n + 1
	default:
		w.pos++
	}
	return true
}

// passQuote moves behind the end of what the statement is in; false if the text
// at hand ends before.
func (p *passer) passQuote(w *walker) (done bool) {
	text := w.text[w.pos:]
	end := ""
	switch p.quote {
	case '-':
		end = "\n"
	case '*':
		end = "*/"
	case '$':
		end = string(p.dollar)
	default:
		return p.passText(w)
	}
	i := bytes.Index(text, []byte(end))
	if i < 0 {
		w.pos += max(0, len(text)-len(end)+1)
		if w.whole {
			w.pos = len(w.text)
		}
		return false
	}
	w.pos += i + len(end)
	p.fresh = p.quote == '-'
	p.quote = 0
	return true
}

// passText is passQuote of a text in quotes. That they are doubled within makes
// two texts of one, which is all the same here.
func (p *passer) passText(w *walker) (done bool) {
	escapes := w.backslashes && p.quote != '`'
	for w.pos < len(w.text) {
		c := w.text[w.pos]
		if c == '\\' && escapes { // what it escapes is no quote
			if w.pos+1 == len(w.text) && !w.whole {
				return false
			}
			w.pos++
		}
		w.pos++
		if c == p.quote {
			p.quote = 0
			return true
		}
	}
	w.pos = len(w.text)
	return false
}
