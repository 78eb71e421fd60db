package translate

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// A text is filled up to the size asked for, however little a read gives, and
// an error leaves what came before it.
func TestFill(t *testing.T) {
	const all = "0123456789"
	text := strings.Repeat(all, 2000)
	broken := errors.New("broken")
	for _, wrap := range []func(io.Reader) io.Reader{
		func(r io.Reader) io.Reader { return r }, iotest.OneByteReader, iotest.HalfReader, iotest.DataErrReader,
	} {
		r := wrap(strings.NewReader(text))
		got, ended, err := Fill(r, []byte("x"), 7001)
		if string(got) != "x"+text[:7000] || ended || err != nil {
			t.Fatalf("%d bytes, %t, %v", len(got), ended, err)
		}
		got, ended, err = Fill(r, got, 1<<20)
		if string(got) != "x"+text || !ended || err != nil {
			t.Fatalf("%d bytes, %t, %v", len(got), ended, err)
		}
		got, ended, err = Fill(wrap(io.MultiReader(strings.NewReader(all), iotest.ErrReader(broken))), nil, 100)
		if string(got) != all || ended || !errors.Is(err, broken) {
			t.Fatalf("%q, %t, %v", got, ended, err)
		}
	}
}
