package lex

// Record is one record of a delimited file. It points into the reader's
// buffer and is valid until the next record is read.
type Record struct {
	// Raw is the record as written, without its line end.
	Raw []byte
	// Line counts from 1, Byte from 0: where the record starts in the
	// decompressed stream.
	Line, Byte int64

	ends    []int32 // end of each field in Raw
	scratch []byte  // room to unquote a field that holds doubled quotes
}

// Len is the number of fields.
func (r *Record) Len() int { return len(r.ends) }

// Bare is field i, from 0, as written: with its quotes.
func (r *Record) Bare(i int) []byte {
	start := int32(0)
	if i > 0 {
		start = r.ends[i-1] + 1
	}
	return r.Raw[start:r.ends[i]]
}
