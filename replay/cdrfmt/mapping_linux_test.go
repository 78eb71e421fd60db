package cdrfmt

import (
	"bytes"
	"math/rand/v2"
	"os"
	"testing"
)

// A window shows what reading gives, wherever it is moved, in whichever file.
func TestMappingShowsWhatIsRead(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var files []*os.File
	const size = 8 * mappedBytes
	for _, name := range []string{"a", "b"} {
		text := make([]byte, size)
		for i := range text {
			text[i] = byte(random.Uint32())
		}
		f, err := os.Open(write(t, t.TempDir(), name, string(text)))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		files = append(files, f)
	}
	var m mapping
	defer m.free()
	for range 200 {
		f := files[random.IntN(len(files))]
		n := mappedBytes + random.IntN(4*mappedBytes)
		from := random.Int64N(int64(size - n + 1))
		want := make([]byte, n)
		if _, err := f.ReadAt(want, from); err != nil {
			t.Fatal(err)
		}
		got := m.of(f, from, n)
		if got == nil {
			t.Skip("this file system maps no files")
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("%d bytes from %d on differ", n, from)
		}
		if random.IntN(20) == 0 {
			m.free()
		}
	}
	if got := m.of(bytes.NewReader(make([]byte, size)), 0, size); got != nil {
		t.Error("what is no file was mapped")
	}
}
