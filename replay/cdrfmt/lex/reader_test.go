package lex

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// A Reader gives the records that First gives one after the other, however
// few bytes are read at a time.
func TestReaderAsFirst(t *testing.T) {
	for _, text := range []string{
		"", "\n\n", "a", "a,b\n", "a,b\r\n\r\nc,d", "\"a\nb\",c\n\n\nd\n", "a,\"b", "a,\"b\"\"\n,\"\nc\n", "x\r",
		strings.Repeat("some,\"longer\nrow\",of,cells\n", 20_000),
	} {
		for name, r := range map[string]io.Reader{
			"whole": strings.NewReader(text), "bytes": iotest.OneByteReader(strings.NewReader(text)), "halves": iotest.HalfReader(strings.NewReader(text)),
		} {
			got := NewReader(r, ',', 3)
			var rec, want Record
			data, at, line := []byte(text), int64(3), int64(1)
			for {
				n, ok := First(data, ',', true, &want)
				err := got.Next(&rec)
				if !ok {
					if err != io.EOF {
						t.Errorf("%.20q, %s: got %v at the end", text, name, err)
					}
					break
				}
				if err != nil || show(&rec) != show(&want) || rec.Line != want.Line+line-1 || rec.Byte != want.Byte+at {
					t.Fatalf("%.20q, %s: got %s at %d, %d, %v; want %s at %d, %d", text, name, show(&rec), rec.Line, rec.Byte, err, show(&want), want.Line+line-1, want.Byte+at)
				}
				line += int64(bytes.Count(data[:n], []byte{'\n'}))
				data, at = data[n:], at+int64(n)
			}
		}
	}
}

func show(r *Record) string {
	var cells []string
	for i := range r.Len() {
		cells = append(cells, string(r.Field(i)))
	}
	return fmt.Sprintf("%q", cells)
}

func TestReaderFails(t *testing.T) {
	broken := errors.New("broken")
	r := NewReader(io.MultiReader(strings.NewReader("a\nb"), iotest.ErrReader(broken)), ',', 0)
	var rec Record
	if err := r.Next(&rec); err != nil {
		t.Errorf("got %v", err)
	}
	if err := r.Next(&rec); err != broken {
		t.Errorf("got %v", err)
	}
	long := NewReader(io.MultiReader(strings.NewReader("a\n\"x"), io.LimitReader(endless{}, 3*MaxRecordBytes)), ',', 0)
	if err := long.Next(&rec); err != nil {
		t.Error(err)
	}
	var tooLong LongRecord
	if err := long.Next(&rec); !errors.As(err, &tooLong) || tooLong.Lines != 1 || tooLong.Bytes != 2 {
		t.Errorf("got %v", err)
	}
}

// endless is a text of one letter.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'y'
	}
	return len(b), nil
}
