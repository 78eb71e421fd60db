package lex

// kernel finds the ends of fields in bulk: 64 bytes, a word, at a time, each
// byte one bit of a mask.
//
//	structural  separators and newlines outside quotes: every field ends at one
//	newlines    those of them that end records
//	quotes      all quotes; the parity of those up to a byte says whether it
//	            lies inside quotes
//
// Parity is what the rules of this package say as long as a quote that by
// parity opens a field stands where one may open: behind a structural byte, a
// structural byte and a space, or a closing quote (the two of a doubled one).
// At any other quote, and at a newline inside quotes, which would be missing
// in the count of lines, the kernel stops in front of the word, and scan takes
// the record. So it does, for simplicity, at a doubled quote, or a space and a
// quote, that two words share.
type kernel struct {
	ends   *int32 // receives the position of each structural byte, from count on
	lasts  *int32 // receives, for each newline, its index among the ends
	quoted uint64 // all ones if the word before ended inside quotes
	before uint64 // the structural mask of the word before; of it the last bit counts
	pos    int32  // of the next word, in what is lexed
	count  int32  // how many ends there are
	sep    byte
	// records is how many newlines the last call found.
	records int32
}

const (
	wordBytes = 64
	// callWords bounds a call of the kernel, which cannot be interrupted, and
	// the room that it needs.
	callWords = 256
	// spareEnds is how far the kernel writes beyond the ends that it counts.
	spareEnds = 8
	// recordStart is what is before a word that starts a record.
	recordStart = 1 << 63
)
