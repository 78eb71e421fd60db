package dialect

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// columnOf lays out cells as a column of wider records, with so many bytes
// behind the last.
func columnOf(random *rand.Rand, cells []string, behind int) (data []byte, places lex.Column) {
	places.Stride = 2 + random.IntN(4)
	for _, cell := range cells {
		places.Ends = append(places.Ends, int32(len(data))-1)
		data = append(data, cell...)
		places.Ends = append(places.Ends, int32(len(data)))
		places.Ends = append(places.Ends, make([]int32, places.Stride-2)...)
		data = append(data, ',')
	}
	return slices.Clip(append(data, strings.Repeat("7", behind)...)), places
}

// cellsLike are cells like the given one, quoted or not, some empty and some with
// a byte changed.
func cellsLike(random *rand.Rand, like func() string, odd int) []string {
	cells, quote := make([]string, random.IntN(runRows+1)), strings.Repeat(`"`, random.IntN(2))
	for i := range cells {
		b := []byte(quote + like() + quote)
		switch random.IntN(odd) {
		case 0:
			b[random.IntN(len(b))] = "0123456789:.-TZ \xba\x00\""[random.IntN(19)]
		case 1:
			b = b[:random.IntN(len(b))]
		case 4:
			b = bytes.Trim(b, `"`)
		case 2:
			b = []byte(quote + quote)
		case 3:
			b = nil
		}
		cells[i] = string(b)
	}
	return cells
}

// sameStrips compares what a column is read as with the ways of reading many
// cells at once and without.
func sameStrips(t *testing.T, cells []string, read func(s *strip) (rows int)) {
	t.Helper()
	defer func(vectors bool) { hasVectors = vectors }(hasVectors)
	var with, without strip
	for i := range with.null { // as other columns left them
		with.null[i], without.null[i] = i%3 == 0, i%3 == 0
	}
	n := read(&with)
	hasVectors = false
	if m := read(&without); n != m {
		t.Fatalf("%d rows, one by one %d, of %q", n, m, cells[:max(n, m)])
	}
	for i := range n {
		if with.isNull(i) != without.isNull(i) || !with.isNull(i) && with.ints[i] != without.ints[i] {
			t.Fatalf("row %d %q: %d null=%t, one by one %d null=%t",
				i, cells[i], with.ints[i], with.isNull(i), without.ints[i], without.isNull(i))
		}
	}
}

func TestStampsTogether(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		form := []string{"2006-01-02 15:04:05", "2006-01-02T15:04:05Z", "2006-01-02 15:04:05.000", "2006-01-02T15:04:05.000Z"}[random.IntN(4)]
		day := []time.Time{
			time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC), time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		}[random.IntN(3)]
		absent, behind := random.IntN(2) == 0, random.IntN(3)*20
		cells := cellsLike(random, func() string {
			return day.Add(time.Duration(random.IntN(86_400_000)) * time.Millisecond).Format(form)
		}, 5+random.IntN(200))
		data, places := columnOf(random, cells, behind)
		sameStrips(t, cells, func(s *strip) int {
			k := newClock(&column{}, berlin(t))
			k.read([]byte(day.Add(time.Hour).Format(form))) // the day is known
			s.cell, s.column = &cell{clocks: []*clock{k}}, places
			return s.quickTimes(data, 0, len(cells), absent)
		})
	}
}

func TestDigitsTogether(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		unit := []unit{unitSec, unitMilli, unitMicro, unitMinute}[random.IntN(4)]
		cells := cellsLike(random, func() string {
			return strconv.Itoa(random.IntN([]int{10, 1000, 100_000_000}[random.IntN(3)]))
		}, 5+random.IntN(200))
		needed, whole := random.IntN(2) == 0, random.IntN(2) == 0
		data, places := columnOf(random, cells, random.IntN(3)*5)
		sameStrips(t, cells, func(s *strip) int {
			s.field, s.needed, s.column = cdr.BillsecMs, needed, places
			s.cell = &cell{field: s.field, columns: []column{{unit: unit}}}
			if whole {
				return readInts(s, data, len(cells))
			}
			d := &Decoder{run: &runDecoder{}}
			return d.readDurations(s, data, len(cells))
		})
	}
}
