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
	ends   []uint64
	lines  []line
	places []int32 // a stride a line; only those that the line has
	kernel kernel
}

// markWords runs them on at most callWords words.
func markWords(text []byte, sep byte, wanted []int) (m marked) {
	c := chunk{kernel: atStart(0, sep), newlines: new([callWords]uint64)}
	c.cut.want(wanted)
	c.reserve()
	c.cut.begin(0, 0, 0)
	m.ends = make([]uint64, min(len(text)/wordBytes, callWords))
	m.done = c.sweep(text, m.ends)
	m.ends, m.lines = m.ends[:m.done], c.cut.lines[:c.cut.found]
	if m.done == len(text)/wordBytes {
		m.kernel = c.kernel
	}
	for i, line := range m.lines {
		for j, end := range wanted {
			if end < int(line.width) {
				m.places = append(m.places, c.cut.places[i*c.cut.stride+j])
			}
		}
	}
	return m
}

// checkMarks compares the forms of the kernel and of the cutter.
func checkMarks(t testing.TB, text []byte, sep byte, wanted []int) {
	t.Helper()
	got := markWords(text, sep, wanted)
	for _, less := range []func(func()){withoutSweep, withoutVectors} {
		var want marked
		less(func() { want = markWords(text, sep, wanted) })
		switch {
		case got.done != want.done || !slices.Equal(got.ends, want.ends):
			t.Fatalf("%q: marks differ: %x, slower %x", text, got.ends, want.ends)
		case !slices.Equal(got.lines, want.lines):
			t.Fatalf("%q: lines differ: %v, slower %v", text, got.lines, want.lines)
		case !slices.Equal(got.places, want.places):
			t.Fatalf("%q: places differ: %v, slower %v", text, got.places, want.places)
		case got.kernel != want.kernel:
			t.Fatalf("%q: state differs: %+v, slower %+v", text, got.kernel, want.kernel)
		}
	}
}

var someEnds = [][]int{
	nil, {0}, {-1}, {-1, 0, 1, 6, 7, 8, 11, 12}, {62, 63, 64, 65, 127, 128}, {3, 300},
	{-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 30},
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
		checkMarks(t, text, ',', someEnds[round%len(someEnds)])
	}
}

func FuzzMarks(f *testing.F) {
	for i, text := range nasty {
		f.Add([]byte(text), byte(','), uint8(i))
	}
	f.Fuzz(func(t *testing.T, text []byte, sep byte, wanted uint8) {
		if sep == '\n' || sep == '"' || len(text) == 0 {
			return
		}
		for len(text) < wordBytes {
			text = append(text, text...)
		}
		checkMarks(t, text, sep, someEnds[int(wanted)%len(someEnds)])
	})
}
