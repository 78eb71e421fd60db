package main

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// TestGapSlow compares the days with a plain walk over all legs, sorted.
func TestGapSlow(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var secs []int64
		at := int64(1_000_000_000)
		for range r.IntN(30) + 1 {
			at += r.Int64N(80 * daySec)
			if r.IntN(12) == 0 {
				at += 360 * daySec
			}
			secs = append(secs, at)
		}
		want := false
		for i := range secs[1:] {
			want = want || secs[i+1]-secs[i] > maxGapSec
		}
		shuffled := slices.Clone(secs)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		a, b := days{}, days{}
		for i, sec := range shuffled {
			[]days{a, b}[i%2].add(rowPlace{sec: sec, file: "f", line: int64(i + 2)}, 1)
		}
		a.merge(b)
		if got := a.gap(time.UTC) != nil; got != want {
			t.Fatalf("gap %t, want %t: %v", got, want, secs)
		}
	}
}

// TestGapNames names the lonely side, and of rows in the same second the first.
func TestGapNames(t *testing.T) {
	d := days{}
	for i := range int64(5) {
		d.add(rowPlace{sec: 1_000_000_000 + i, file: "a.csv", line: i + 2}, 1)
	}
	d.add(rowPlace{sec: 4_000_000_000, file: "b.csv", line: 9}, 1)
	d.add(rowPlace{sec: 4_000_000_000}, 1)
	d.add(rowPlace{sec: 4_000_000_000, file: "b.csv", line: 3}, 1)
	var data *cdr.DataError
	if err := d.gap(time.UTC); !errors.As(err, &data) || data.Place != "b.csv:3" || data.Hint != "--until 2001-09-09T01:47:49Z to leave it out" {
		t.Errorf("%+v", data)
	}
}
