package mapped

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"
)

// A part is the bytes of the file, wherever it begins; a small one is to be read.
func TestPartIsTheFile(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	all := make([]byte, 5*Bytes)
	for i := range all {
		all[i] = byte(rng.Uint32())
	}
	f := fileOf(t, all)
	var p Part
	for range 50 {
		n := 1 + rng.IntN(len(all))
		from := rng.IntN(len(all) - n + 1)
		if b := p.Of(f, int64(from), n); b != nil && !bytes.Equal(b, all[from:from+n]) {
			t.Fatalf("bytes %d to %d differ", from, from+n)
		} else if b != nil && n < Bytes {
			t.Fatalf("%d bytes were mapped", n)
		}
		if rng.IntN(4) == 0 {
			p.Free()
		}
	}
	defer p.Free()
	if p.Of(bytes.NewReader(all), 0, len(all)) != nil {
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
