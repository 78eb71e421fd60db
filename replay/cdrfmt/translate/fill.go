package translate

import (
	"io"
	"slices"
)

// readBytes is how much room a read has at least: files of one document are
// small.
const readBytes = 4 << 10

// Fill reads on behind text until it has the given size, and tells whether the
// input is over. The text is what was read also with an error, which is r's.
func Fill(r io.Reader, text []byte, size int) (filled []byte, ended bool, err error) {
	for len(text) < size {
		from := len(text)
		if cap(text)-from < readBytes/8 {
			text = slices.Grow(text, max(from, readBytes))
		}
		got, err := r.Read(text[from:min(cap(text), size)])
		text = text[:from+got]
		switch {
		case err == io.EOF:
			return text, true, nil
		case err != nil:
			return text, false, err
		}
	}
	return text, false, nil
}
