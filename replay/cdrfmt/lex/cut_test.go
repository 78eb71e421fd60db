package lex

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// marked is what the kernel and the cutter make of whole words of text that
// start a record.
type marked struct {
	done   int
	lines  []line
	places []int32
	kernel kernel
}

// markWords runs them on at most callWords words.
func markWords(text []byte, sep byte) (m marked) {
	c := chunk{kernel: atStart(0, sep)}
	c.reserve()
	m.done = c.sweep(text, min(len(text)/wordBytes, callWords))
	m.lines, m.places = c.cut.lines[:c.cut.found], c.cut.places[:c.cut.next]
	if m.done == len(text)/wordBytes {
		m.kernel = c.kernel
	}
	return m
}

// checkMarks compares the forms of the kernel and of the cutter.
func checkMarks(t testing.TB, text []byte, sep byte) {
	t.Helper()
	got := markWords(text, sep)
	for _, less := range []func(func()){withoutSweep, withoutVectors} {
		var want marked
		less(func() { want = markWords(text, sep) })
		switch {
		case got.done != want.done:
			t.Fatalf("%q: %d words, slower %d", text, got.done, want.done)
		case !slices.Equal(got.lines, want.lines):
			t.Fatalf("%q: lines differ: %v, slower %v", text, got.lines, want.lines)
		case !slices.Equal(got.places, want.places):
			t.Fatalf("%q: places differ: %v, slower %v", text, got.places, want.places)
		case got.kernel != want.kernel:
			t.Fatalf("%q: state differs: %+v, slower %+v", text, got.kernel, want.kernel)
		}
	}
}

func TestMarksOnRandomText(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 2_000 {
		alphabet := "aaaaaaaa,,,,\n\n\"\" "[:12+random.IntN(6)]
		text := make([]byte, wordBytes*random.IntN(callWords+2))
		for i := range text {
			if text[i] = 'x'; random.IntN(1+round%20) == 0 {
				text[i] = alphabet[random.IntN(len(alphabet))]
			}
		}
		checkMarks(t, text, ',')
	}
}

func FuzzMarks(f *testing.F) {
	for _, text := range nasty {
		f.Add([]byte(text), byte(','))
	}
	f.Fuzz(func(t *testing.T, text []byte, sep byte) {
		if sep == '\n' || sep == '"' || len(text) == 0 {
			return
		}
		for len(text) < wordBytes {
			text = append(text, text...)
		}
		checkMarks(t, text, sep)
	})
}
