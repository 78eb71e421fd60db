package mapped

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"
)

// A part is what reading gives, wherever its window is moved, in whichever file;
// a small one is to be read.
func TestPartIsTheFile(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var texts [2][]byte
	var files [2]*os.File
	for k := range texts {
		texts[k] = make([]byte, 8*Bytes)
		for i := range texts[k] {
			texts[k][i] = byte(rng.Uint32())
		}
		files[k] = fileOf(t, texts[k])
	}
	var p Part
	defer p.Free()
	for range 200 {
		k := rng.IntN(2)
		all := texts[k]
		n := 1 + rng.IntN(len(all))
		from := rng.IntN(len(all) - n + 1)
		if b := p.Of(files[k], int64(from), n); b != nil && !bytes.Equal(b, all[from:from+n]) {
			t.Fatalf("bytes %d to %d differ", from, from+n)
		} else if b != nil && n < Bytes {
			t.Fatalf("%d bytes were mapped", n)
		}
		if rng.IntN(4) == 0 {
			p.Free()
		}
	}
	if p.Of(bytes.NewReader(texts[0]), 0, len(texts[0])) != nil {
		t.Error("what is no file was mapped")
	}
}

// A page that the file has no more is told from other panics.
func TestFaulted(t *testing.T) {
	f := fileOf(t, make([]byte, 5*Bytes))
	var p Part
	b := p.Of(f, 0, 5*Bytes)
	if b == nil {
		t.Skip("files are not mapped here")
	}
	defer p.Free()
	if err := f.Truncate(1); err != nil {
		t.Fatal(err)
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	panicOf := func(do func()) (panicked any) {
		defer func() { panicked = recover() }()
		do()
		return nil
	}
	sum := byte(0)
	if panicked := panicOf(func() { sum += b[3*Bytes] }); !p.Faulted(panicked) {
		t.Errorf("a page that is gone: %v", panicked)
	}
	if panicked := panicOf(func() { panic("other") }); p.Faulted(panicked) {
		t.Error("another panic is taken for a fault")
	}
	if panicked := panicOf(func() { sum += *(*byte)(nil) }); p.Faulted(panicked) {
		t.Error("a nil pointer is taken for a fault")
	}
}

func fileOf(t *testing.T, content []byte) *os.File {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
