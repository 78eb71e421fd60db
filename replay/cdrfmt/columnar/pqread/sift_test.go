package pqread

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Wanted rows of packed and repeated indexes are those found one by one, and
// their entries those of a full look-up.
func TestWanted(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 9))
		entries, n := 1+rng.IntN(1<<(seed%11)), 1+rng.IntN(700)
		list := make([]int32, n)
		for i := range list {
			list[i] = int32(rng.IntN(entries))
			if i > 0 && rng.IntN(1+int(seed%30)) > 0 {
				list[i] = list[i-1]
			}
		}
		body, err := parquet.RLEDictionary.EncodeInt32(nil, list)
		if err != nil {
			t.Fatal(err)
		}
		if rng.IntN(8) == 0 && slices.Max(list) > 0 {
			entries = int(slices.Max(list)) // the last index has no entry
		}
		dict := cdr.Vector{Rows: entries}
		wanted := make([]byte, 2*entries)
		for i := range entries {
			dict.Codes = append(dict.Codes, uint32(2*entries-1-i))
		}
		for code := range wanted {
			wanted[code] = byte(rng.IntN(5) / 4)
		}
		var c chunk
		if err := c.held.dictionary(&dict, body); err != nil {
			t.Fatal(err)
		}
		for from := 0; from < n; {
			k := 1 + rng.IntN(n-from)
			var want []int32
			var codes []uint32
			outside := false
			for i, x := range list[from : from+k] {
				if outside = outside || int(x) >= entries; !outside && wanted[dict.Codes[x]] == 1 {
					want, codes = append(want, int32(i)), append(codes, dict.Codes[x])
				}
			}
			rows, err := c.wanted(nil, k, wanted)
			if outside {
				if err == nil {
					t.Fatalf("seed %d: an index beyond the dictionary: no error", seed)
				}
				break
			}
			got := make([]uint32, len(rows))
			if err == nil {
				err = lookUpSome(&c.held.indexes, dict.Codes, got, k, rows)
			}
			if err != nil || !slices.Equal(rows, want) || !slices.Equal(got, codes) {
				t.Fatalf("seed %d, rows %d to %d: %v with %v, %v; want %v with %v", seed, from, from+k, rows, got, err, want, codes)
			}
			from += k
		}
	}
}

type siftRow struct {
	End     int64  `parquet:"end,timestamp(millisecond)"`
	Second  int64  `parquet:"second,dict"`
	Cause   string `parquet:"cause,dict"`
	Account string `parquet:"account,dict,optional"`
}

// Sifted rows are those of Next that are wanted, whatever the pages.
func TestSift(t *testing.T) {
	sifted := 0
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 10))
		causes := 1 + rng.IntN(80)
		rows := make([]siftRow, 1+rng.IntN(5000))
		for i := range rows {
			end := 1_773_137_988_000 + rng.Int64N(1e6)
			rows[i] = siftRow{end, end / 1000, fmt.Sprint("C", rng.IntN(causes)), fmt.Sprint("acme", 1+rng.IntN(300))}
			if seed%4 == 0 && i == 3000 {
				rows[i].Account = "" // a null
			}
		}
		var file bytes.Buffer
		err := parquet.Write(&file, rows, parquet.MaxRowsPerRowGroup(2000), parquet.PageBufferSize(1+rng.IntN(9000)), parquet.DataPageVersion(1+rng.IntN(2)))
		if err != nil {
			t.Fatal(err)
		}
		f, err := Open(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatal(err)
		}
		bounded := rng.IntN(2) // the plain column or the one with a dictionary
		keep := func(cause string) bool { return len(cause)%2 == 0 }
		full, some := scannerOf(f, bounded), scannerOf(f, bounded)
		for group := range f.Groups() {
			if err := full.Start(group); err != nil {
				t.Fatal(err)
			}
			if err := some.Start(group); err != nil {
				t.Fatal(err)
			}
			for {
				n, err := some.AtHand()
				if err != nil {
					t.Fatal(err)
				}
				if n == 0 {
					break
				}
				n = 1 + rng.IntN(n)
				by := &Sieve{Deciding: 1, Bounded: 0, Sound: func(low, high int64) bool { return low <= high && seed%7 > 0 }}
				for code := range some.dicts[1].Len() {
					wanted := byte(0)
					if keep(some.dicts[1].Name(uint32(code))) {
						wanted = 1
					}
					by.Wanted = append(by.Wanted, wanted)
				}
				want, got := make([]cdr.Vector, 3), make([]cdr.Vector, 3)
				taken, err := some.Sift(n, by, got)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := full.Next(n, want); err != nil {
					t.Fatal(err)
				}
				if taken.Rows == 0 {
					if _, err := some.Next(n, got); err != nil {
						t.Fatal(err)
					}
					if shown(got, nil) != shown(want, nil) {
						t.Fatalf("seed %d: other rows after rows that could not be sifted", seed)
					}
					continue
				}
				sifted++
				low, high := cdr.Bounds(want[0].Ints)
				if taken.Rows != n || taken.Low != low || taken.High != high || taken.Wanted != got[0].Rows {
					t.Fatalf("seed %d: %+v of %d rows, bounds %d and %d", seed, taken, n, low, high)
				}
				if g, w := shown(got, nil), shown(want, keep); g != w {
					t.Fatalf("seed %d:\n%s\nwant\n%s", seed, g, w)
				}
			}
		}
	}
	if sifted < 1000 {
		t.Errorf("only %d times rows were sifted", sifted)
	}
}

func scannerOf(f *File, bounded int) *Scanner {
	return f.NewScanner([]int{bounded, 2, 3}, []*cdr.Dict{nil, cdr.NewDict(), cdr.NewDict()})
}

// shown is rows as text, only those whose cause keep keeps.
func shown(columns []cdr.Vector, keep func(string) bool) string {
	var text bytes.Buffer
	for i := range columns[0].Rows {
		if cause := columns[1].Dict.Name(columns[1].Codes[i]); keep == nil || keep(cause) {
			account := "-"
			if !columns[2].IsNull(i) {
				account = columns[2].Dict.Name(columns[2].Codes[i])
			}
			fmt.Fprintln(&text, columns[0].Ints[i], cause, account)
		}
	}
	return text.String()
}
