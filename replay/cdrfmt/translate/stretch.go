package translate

import (
	"io"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Stretch reads a text block by block: what one block leaves, the next begins
// with.
type Stretch struct {
	Places
	in    io.Reader
	ended bool   // the input was read to its end
	carry []byte // what the last block left
}

// NewStretch reads from in, which starts at the given byte of the input.
func NewStretch(in io.Reader, offset int64) Stretch {
	return Stretch{in: in, Places: NewPlaces(offset)}
}

// Fill reads the next stretch of the text into the source of b. walk goes
// through what of it is at hand, which is more each time, up to where it needs
// more or the text is done; what comes before pos is done with. What no block
// may hold is for tooLong to say.
func (s *Stretch) Fill(b *Block, walk func(text []byte, whole bool) (pos int, done bool, err error), tooLong func(pos int) error) (err error) {
	b.Source = append(b.Source[:0], s.carry...)
	for size := BlockBytes; ; size *= 2 {
		if !s.ended {
			if b.Source, s.ended, err = Fill(s.in, b.Source, size); err != nil {
				return err
			}
		}
		pos, done, err := walk(b.Source, s.ended)
		switch left := len(b.Source) - pos; {
		case err != nil:
			return err
		case done:
			return io.EOF
		case pos > 0 && left <= BlockBytes:
			s.carry = append(s.carry[:0], b.Source[pos:]...)
			s.Leave(b.Source, pos)
			return nil
		case left > lex.MaxRecordBytes:
			return tooLong(pos)
		}
	}
}
