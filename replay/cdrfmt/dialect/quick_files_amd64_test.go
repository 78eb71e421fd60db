package dialect

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// strangeTimes and strangeNumbers are what may stand for a value among others
// that are as they should be.
var (
	strangeTimes = []string{
		"", "NULL", `\N`, "-", "0000-00-00 00:00:00", "1970-01-01 00:00:00", "2000-01-01 00:00:00", "2000-01-01 00:00:01",
		"2026-03-29 01:59:59", "2026-03-29 02:30:00", "2026-03-29 03:00:00", "2026-10-25 02:30:00", "2026-10-25 03:00:00.000",
		"2026-03-10 23:59:60", "2026-03-10 24:00:00", "2026-03-11 00:00:00", "2026-03-10 14:00:00.5", "2026-03-10 14:00:00.123456",
		"2026-03-10T14:00:00.123+01:00", "2026-03-10 14:00:00+00", "2026-03-10 14:00", " 2026-03-10 14:00:00", "2026-03-10 14:00:00 ",
		"2107-01-01 00:00:00", "1773151200", "1773151200.250", "1773151200123", "noon",
	}
	strangeNumbers = []string{
		"", "NULL", `\N`, "-", "N/A", "0", "00", "007", "-1", "-0", "+5", "1.5", ".5", "5.", "1e3", " 7", "7 ", "00000012", "000000012",
		"99999999", "100000000", "999999999999999999", "9999999999999999999", "1:02:03", "37s", "t", "sip:486", "\x00", "7\xff",
	}
)

// strangeFile is a file with a header whose cells are alike for a while, with
// and without quotes, and now and then another.
func strangeFile(random *rand.Rand) []byte {
	forms := []string{"2006-01-02 15:04:05", "2006-01-02T15:04:05Z", "2006-01-02_15:04:05.000", "2006-01-02T15:04:05.000Z", "2006-01-02 15:04:05.000000"}
	columns := []string{"start_time", "answer_time", "end_time", "duration_s", "billsec_ms", "pdd_ms", "sip_code", "hangup_cause"}
	random.Shuffle(len(columns), func(i, k int) { columns[i], columns[k] = columns[k], columns[i] })
	columns = columns[:len(columns)-random.IntN(3)]
	var b bytes.Buffer
	b.WriteString(strings.Join(columns, ",") + "\n")
	days := []time.Time{
		time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 29, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 10, 25, 0, 0, 0, 0, time.UTC), time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	form, day, quoted, digits := forms[0], days[0], make([]bool, len(columns)), 1+random.IntN(9)
	odd, change := 3+random.IntN(300), 3+random.IntN(300)
	for range random.IntN(600) {
		if random.IntN(change) == 0 {
			form, day, digits = forms[random.IntN(len(forms))], days[random.IntN(len(days))].AddDate(0, 0, random.IntN(2)), 1+random.IntN(9)
			quoted[random.IntN(len(quoted))] = random.IntN(2) == 0
		}
		for i, name := range columns {
			var cell string
			strange := strangeNumbers
			switch {
			case strings.HasSuffix(name, "_time"):
				cell, strange = day.Add(time.Duration(random.IntN(86_400_000))*time.Millisecond).Format(form), strangeTimes
			case name == "hangup_cause":
				cell = []string{"NORMAL_CLEARING", "USER_BUSY", "16"}[random.IntN(3)]
			default:
				cell = strconv.Itoa(random.IntN(1_000_000_000))
				cell = cell[:min(len(cell), digits)]
			}
			if random.IntN(odd) == 0 {
				cell = strange[random.IntN(len(strange))]
			}
			if quoted[i] != (random.IntN(odd) == 0) {
				cell = `"` + cell + `"`
			}
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(cell)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// sameWithoutVectors compares the rows of a file with what they are without
// vector instructions.
func sameWithoutVectors(t *testing.T, l *Layout, data []byte) {
	t.Helper()
	defer func(vectors bool) { hasVectors = vectors }(hasVectors)
	with, aloneWith := inRuns(t, l, data)
	hasVectors = false
	without, alone := inRuns(t, l, data)
	for i := range max(len(with), len(without)) {
		if i >= len(with) || i >= len(without) || with[i] != without[i] {
			t.Fatalf("%s, record %d:\ngot             %s\nwithout vectors %s", l.name, i, with[i:min(i+1, len(with))], without[i:min(i+1, len(without))])
		}
	}
	if alone != aloneWith {
		t.Fatalf("%s: %d records did not decode in runs, without vectors %d", l.name, aloneWith, alone)
	}
}

// eachWant lays out a file as the commands do, and calls f for those that can read it.
func eachWant(t *testing.T, name string, data []byte, f func(*Layout)) {
	for _, opt := range runWants {
		opt.Zone = berlin(t)
		if l, err := Recognise(name, data, true, &opt); err == nil {
			f(l)
		}
	}
}

func TestStrangeFilesWithoutVectors(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	read := 0
	for range 100 {
		data := strangeFile(random)
		eachWant(t, "x.csv", data, func(l *Layout) {
			sameWithoutVectors(t, l, data)
			compareRuns(t, l, data)
			read++
		})
	}
	if read < 100 {
		t.Errorf("%d times a file was read", read)
	}
}

var timesOfDay = regexp.MustCompile(`\d\d:\d\d:\d\d`)

// longer is a file with more rows like its own, some of them spoiled.
func longer(random *rand.Rand, data []byte) []byte {
	lines := bytes.SplitAfter(append(bytes.TrimSuffix(data, []byte("\n")), '\n'), []byte("\n"))
	lines = lines[:len(lines)-1]
	more, alike := bytes.Clone(data), 1+random.IntN(200)
	line := lines[len(lines)-1]
	for range random.IntN(800) {
		if random.IntN(alike) == 0 {
			line = lines[random.IntN(len(lines))]
		}
		row := timesOfDay.ReplaceAllFunc(line, func([]byte) []byte {
			return fmt.Appendf(nil, "%02d:%02d:%02d", random.IntN(24), random.IntN(60), random.IntN(60))
		})
		if random.IntN(100) == 0 {
			row = mutate(random, row, 30)
		}
		more = append(more, row...)
	}
	return more
}

// Files of every dialect are read as they are without vector instructions.
func TestDialectsWithoutVectors(t *testing.T) {
	for name, data := range madeUp(t) {
		random := rand.New(rand.NewPCG(7, 7))
		for range 2 {
			more := longer(random, data)
			eachWant(t, name, data, func(l *Layout) { sameWithoutVectors(t, l, more) })
		}
	}
}
