package lex

import "encoding/binary"

// kernel marks in bulk where fields end: 64 bytes, a word, at a time, each
// byte one bit of a mask.
//
//	ends      separators and newlines outside quotes: every field ends at one
//	newlines  those of them that end records
//	quotes    all quotes; the parity of those up to a byte says whether it
//	          lies inside quotes
//
// Parity is what the rules of this package say as long as a quote that by
// parity opens a field stands where one may open: behind a field's end, a
// field's end and a space, or a closing quote (the two of a doubled one). At
// any other quote, and at a newline inside quotes, which would be missing in
// the count of lines, the kernel stops in front of the word, and scan takes
// the record. So it does, for simplicity, at a doubled quote, or a space and a
// quote, that two words share.
//
// There are two of it, which mark the same: run, with vector instructions
// where the machine has them, and word in Go.
type kernel struct {
	quoted uint64 // all ones if the word before ended inside quotes
	opens  uint64 // where in the next word a quote may open by what precedes it
	sep    byte
}

const (
	wordBytes = 64
	// callWords bounds a call of the kernel, which cannot be interrupted.
	callWords = 64
)

// atStart is the kernel in front of a record that starts at a bit of a word.
func atStart(bit int, sep byte) kernel { return kernel{opens: 1 << bit, sep: sep} }

// wordByWord is run in Go.
func (k *kernel) wordByWord(data []byte, ends, newlines []uint64) (done int) {
	for done < len(newlines) {
		var ok bool
		ends[done], newlines[done], ok = k.word((*[wordBytes]byte)(data[done*wordBytes:]), ^uint64(0))
		if !ok {
			break
		}
		done++
	}
	return done
}

// word marks one word, of which only the live bytes are looked at. It is false
// where the kernel stops.
func (k *kernel) word(data *[wordBytes]byte, live uint64) (ends, newlines uint64, ok bool) {
	const aboveQuote = '"' + 1
	low := uint64(0) // high bits: there may be bytes up to a quote, newlines too
	for i := 0; i < wordBytes; i += 8 {
		w := binary.LittleEndian.Uint64(data[i:])
		ends |= gather(equal(w, uint64(k.sep)*ones)) << i
		low |= (w - aboveQuote*ones) &^ w
	}
	if low&highs == 0 && k.quoted == 0 {
		ends &= live
		k.opens = ends >> 63
		return ends, 0, true
	}
	newlines = marks(data, '\n') & live
	ends = ends&live | newlines
	quotes := marks(data, '"') & live
	if quotes|k.quoted != 0 {
		inside := prefixXor(quotes) ^ k.quoted // from the opening quote on
		if newlines&inside != 0 {
			return 0, 0, false
		}
		ends &^= inside
		opening, closing := quotes&inside, quotes&^inside
		stray := opening &^ ((ends|closing)<<1 | k.opens)
		if stray&^((marks(data, ' ')&(ends<<1|k.opens))<<1) != 0 {
			return 0, 0, false
		}
		k.quoted = uint64(int64(inside) >> 63)
	}
	k.opens = ends >> 63
	return ends, newlines, true
}

// marks has a bit for every byte of a word that equals c.
func marks(data *[wordBytes]byte, c byte) (mask uint64) {
	for i := 0; i < wordBytes; i += 8 {
		mask |= gather(equal(binary.LittleEndian.Uint64(data[i:]), uint64(c)*ones)) << i
	}
	return mask
}

// gather collects the high bits of 8 bytes, those of equal.
func gather(high uint64) uint64 { return high >> 7 * 0x0102040810204080 >> 56 }

// prefixXor has each bit set before which, itself included, an odd number of
// bits of x is set.
func prefixXor(x uint64) uint64 {
	for shift := 1; shift < 64; shift *= 2 {
		x ^= x << shift
	}
	return x
}
