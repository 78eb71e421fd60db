package translate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// What walks through a text meets each of its lines once, whole, at its place,
// however long the lines are and however little a read gives.
func TestStretch(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var text strings.Builder
	var want []string
	for line := 1; text.Len() < 5*BlockBytes; line++ {
		want = append(want, fmt.Sprint(line, 3+text.Len(), 1))
		n := r.IntN(100)
		if r.IntN(5000) == 0 {
			n = BlockBytes + r.IntN(BlockBytes)
		}
		text.WriteString(strings.Repeat("x", n) + "\n")
	}
	for _, wrap := range []func(io.Reader) io.Reader{
		func(r io.Reader) io.Reader { return r }, iotest.HalfReader, iotest.DataErrReader,
	} {
		s := NewStretch(wrap(strings.NewReader(text.String())), 3)
		var got []string
		var err error
		blocks := 0
		for ; err == nil; blocks++ {
			var b Block
			pos := 0
			err = s.Fill(&b, func(text []byte, whole bool) (int, bool, error) {
				for {
					n := bytes.IndexByte(text[pos:], '\n')
					if n < 0 {
						return pos, whole, nil
					}
					if spot := s.Spot(text, pos+n); !strings.HasSuffix(spot, fmt.Sprint(":", n+1)) {
						t.Fatalf("the end of a line of %d bytes is at %s", n, spot)
					}
					line, at, column := s.Of(text, pos)
					got = append(got, fmt.Sprint(line, at, column))
					pos += n + 1
				}
			}, nil)
		}
		if err != io.EOF || blocks < 3 || strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("%d lines in %d blocks, %v; want %d lines", len(got), blocks, err, len(want))
		}
	}
}

// A stretch that nothing can be done with is for the caller to name; errors end
// the reading.
func TestStretchEnds(t *testing.T) {
	long, broken := errors.New("too long"), errors.New("broken")
	text := "ab" + strings.Repeat("x", 2*lex.MaxRecordBytes)
	begun := func(text []byte, _ bool) (int, bool, error) { return 0, false, nil }
	s := NewStretch(strings.NewReader(text), 0)
	if err := s.Fill(&Block{}, begun, func(pos int) error { return fmt.Errorf("%w at %d", long, pos) }); !errors.Is(err, long) || err.Error() != "too long at 0" {
		t.Error(err)
	}
	s = NewStretch(iotest.ErrReader(broken), 0)
	if err := s.Fill(&Block{}, begun, nil); !errors.Is(err, broken) {
		t.Error(err)
	}
	s = NewStretch(strings.NewReader("abc"), 0)
	if err := s.Fill(&Block{}, func([]byte, bool) (int, bool, error) { return 0, false, broken }, nil); !errors.Is(err, broken) {
		t.Error(err)
	}
}
