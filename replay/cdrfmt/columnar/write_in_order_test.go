package columnar

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/count"
)

func TestWriteInOrder(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for cores := 1; cores < 5; cores++ {
		runtime.GOMAXPROCS(cores)
		for _, pieces := range []int{1, 2, 3, 4, 7, 100} {
			want := ""
			for i := range pieces {
				want += strings.Repeat("x", i%5) + fmt.Sprintln(i)
			}
			var got strings.Builder
			err := writeInOrder(&got, pieces, func(i int, out []byte) []byte {
				return fmt.Appendln(append(out, strings.Repeat("x", i%5)...), i)
			})
			if err != nil || got.String() != want {
				t.Errorf("%d cores, %d pieces: %q, %v", cores, pieces, got.String(), err)
			}
		}
	}
}

// full takes so many writes.
type full int

var errFull = errors.New("full")

func (f *full) Write(p []byte) (int, error) {
	if *f--; *f < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteInOrderFails(t *testing.T) {
	for writes := range 6 {
		w := full(writes)
		err := writeInOrder(&w, 6, func(i int, out []byte) []byte { return append(out, 'x') })
		if err != errFull {
			t.Errorf("after %d writes: %v", writes, err)
		}
	}
}

// Counts of many pieces are written as line by line.
func TestWriteManyCounts(t *testing.T) {
	s := &count.Set{Causes: []string{"A", "B"}, Accounts: []string{"x", "y,z"}, Gateways: []string{"g", "h"}, HasGateway: true}
	cells := []string{"x", `"y,z"`}
	var want bytes.Buffer
	want.WriteString("second,cause,account,n\n")
	for i := range uint32(3 * countsPiece) {
		g := count.Group{Second: 1_772_400_000 + i/4, Cause: i / 2 % 2, Account: i % 2, N: uint64(1 + i%13)}
		s.Groups = append(s.Groups, g)
		sum := g.N
		if i%5 == 0 {
			g.Gateway = 1
			s.Groups = append(s.Groups, g)
			sum += g.N
		}
		fmt.Fprintf(&want, "%d,%s,%s,%d\n", g.Second, s.Causes[g.Cause], cells[g.Account], sum)
	}
	s.Normalise()
	var got bytes.Buffer
	if err := WriteCountsCSV(&got, s); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Error("the lines differ")
	}
}
