package lex

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// marked is what the kernel and the cutter make of whole words of text that
// start a record.
type marked struct {
	ends, newlines []uint64
	lines          []line
	places         []int32 // a stride a line; only those that the line has
}

// markWords runs them on at most callWords words.
func markWords(text []byte, sep byte, wanted []int) (m marked) {
	words := min(len(text)/wordBytes, callWords)
	m.ends, m.newlines = make([]uint64, words), make([]uint64, words)
	k := atStart(0, sep)
	done := k.run(text, m.ends, m.newlines)
	m.ends, m.newlines = m.ends[:done], m.newlines[:done]
	var c cutter
	c.want(wanted)
	c.lines = make([]line, words*wordBytes)
	c.places = make([]int32, (words*wordBytes+1)*c.stride+spareEnds)
	c.begin(0, 0)
	c.run(m.ends, m.newlines)
	m.lines = c.lines[:c.found]
	for i, line := range m.lines {
		for j, end := range wanted {
			if end < int(line.width) {
				m.places = append(m.places, c.places[i*c.stride+j])
			}
		}
	}
	return m
}

// checkMarks compares the two forms of the kernel and of the cutter.
func checkMarks(t testing.TB, text []byte, sep byte, wanted []int) {
	t.Helper()
	got := markWords(text, sep, wanted)
	var want marked
	withoutVectors(func() { want = markWords(text, sep, wanted) })
	switch {
	case !slices.Equal(got.ends, want.ends) || !slices.Equal(got.newlines, want.newlines):
		t.Fatalf("%q: marks differ: %x %x, in Go %x %x", text, got.ends, got.newlines, want.ends, want.newlines)
	case !slices.Equal(got.lines, want.lines):
		t.Fatalf("%q: lines differ: %v, in Go %v", text, got.lines, want.lines)
	case !slices.Equal(got.places, want.places):
		t.Fatalf("%q: places differ: %v, in Go %v", text, got.places, want.places)
	}
}

var someEnds = [][]int{nil, {0}, {0, 1, 6, 7, 8, 11, 12}, {62, 63, 64, 65, 127, 128}, {3, 300}}

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
