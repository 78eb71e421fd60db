package lex

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// withoutVectors runs f as on a machine that has none, withoutSweep as on one
// that lacks the latest.
func withoutVectors(f func()) {
	defer func(vectors, bits, sweep bool) {
		hasVectors, hasBits, hasSweep = vectors, bits, sweep
	}(hasVectors, hasBits, hasSweep)
	hasVectors, hasBits, hasSweep = false, false, false
	f()
}

func withoutSweep(f func()) {
	defer func(sweep bool) { hasSweep = sweep }(hasSweep)
	hasSweep = false
	f()
}

// checkBulk compares the ways of reading the same text: with vectors, with
// fewer, without them, and byte by byte.
func checkBulk(t testing.TB, what string, data []byte, sep byte) {
	t.Helper()
	want := twin(data, sep)
	equalRows(t, what+" in bulk", pieces(t, data, sep, len(data)+1), want)
	withoutSweep(func() { equalRows(t, what+" in two sweeps", pieces(t, data, sep, len(data)+1), want) })
	withoutVectors(func() { equalRows(t, what+" without vectors", pieces(t, data, sep, len(data)+1), want) })
}

// Every text comes to lie at many places of a word, behind plain records and
// between copies of itself.
func TestBulkAtPlacesOfAWord(t *testing.T) {
	for _, text := range nasty {
		for shift := 0; shift < wordBytes; shift += 7 {
			data := strings.Repeat("x", shift) + "," + strings.Repeat(text, 1+300/(len(text)+1)) + "\nplain,\"row\"\n"
			checkBulk(t, fmt.Sprintf("%q shifted by %d", text, shift), []byte(data), ',')
		}
	}
}

// Texts of nothing but the bytes that matter, in all mixtures.
func TestBulkOnRandomText(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 500 {
		alphabet := []byte("aaaa,,\"\"\n \r;")[:5+random.IntN(8)]
		data := make([]byte, random.IntN(700))
		for i := range data {
			if data[i] = 'x'; random.IntN(1+round%20) == 0 {
				data[i] = alphabet[random.IntN(len(alphabet))]
			}
		}
		sep := ",; "[round%3]
		checkBulk(t, fmt.Sprintf("round %d: %q", round, data), data, sep)
	}
}

// More than one call of the kernel, states carried between them.
func TestBulkAcrossCalls(t *testing.T) {
	const callBytes = callWords * wordBytes
	for _, row := range []string{"\"a,b\",\"\",c\r\n", ",,,,,,,\n", "\n", strings.Repeat("long ", 5000) + ",\"x\"\n", "\"two\nlines\",\"of \"\"quotes\"\"\"\n"} {
		data := bytes.Repeat([]byte(row), 3*callBytes/len(row)+1)
		for cut := range 3 {
			checkBulk(t, fmt.Sprintf("%.20q", row), data[:len(data)-cut], ',')
		}
	}
}

func FuzzBulk(f *testing.F) {
	for i, text := range nasty {
		f.Add([]byte(text), byte(','), uint8(i), uint8(4*i))
	}
	f.Fuzz(func(t *testing.T, data []byte, sep byte, times, shift uint8) {
		if sep == '\n' || sep == '\r' || sep == '"' || len(data) > 512 {
			return
		}
		text := append(bytes.Repeat([]byte("x"), int(shift)), bytes.Repeat(data, int(times)%8+1)...)
		checkBulk(t, "fuzz", text, sep)
	})
}

// BenchmarkBulk lexes plain and quoted rows as they are read from a file: no
// two are of the same length.
func BenchmarkBulk(b *testing.B) {
	for _, bench := range []struct{ name, row string }{
		{"Plain", "1450582c-6b65-4406-ba30-fcc7888eb791,a18f67d4db95243f7df02d87d68e9843,outbound,+%d,+34623254865,2026-03-01T23:54:32.547Z,2026-03-02T00:00:00.414Z,%d,%d,3,495,%.*s,send_bye,200,gw-26.carrierc,sip:+12123489050@10.20.0.197\n"},
		{"Quoted", "\"1450582c6b654406ba30fcc7888eb791\",\"a18f67d4db95243f\",\"outbound\",\"%d\",\"+34623254865\",\"63940000000\",\"%d\",\"%d\",\"%.*s\",\"sip:+12123489050@10.20.0.197\"\r\n"},
		{"Wide", "1,2,%d,,,,,\"\",,%d,%d,,,,,,,0,0,0,,,,,,,,%.*s,,,,,,\"\",,,,,,,,,,,,,,,,,,,,\n"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 2))
			var data []byte
			for len(data) < 1<<20 {
				data = fmt.Appendf(data, bench.row, random.Uint64()>>random.IntN(64), random.IntN(1000), random.IntN(1000), 4+random.IntN(20), "NORMAL_TEMPORARY_FAILURE")
			}
			var c chunk
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				c.begin(data, 0, ',', true)
				for !c.ended {
					if err := c.more(); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
