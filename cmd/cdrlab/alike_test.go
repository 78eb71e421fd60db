package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/kpi"
)

// told is what a command says of the rows of a broken file.
type told struct {
	command, err             string
	rows, joined, duplicates uint64
	rejects                  map[string][2]string // column and reason, by line and byte
}

var rowsPattern = regexp.MustCompile(`Rows ([\d,]+) = [\d,]+ used(?: \+ ([\d,]+) without a leg of their own)? \+ ([\d,]+) duplicates? \+ ([\d,]+) rejected`)

// unmet is what a command says that asks for a column which another can do
// without.
var unmet = regexp.MustCompile("no hangup cause|may be day/month or month/day")

// needsMore tells whether a file, or what stands below a header in it, lacks
// what the command asks for.
func (a *told) needsMore() bool {
	for _, why := range a.rejects {
		if unmet.MatchString(why[1]) {
			return true
		}
	}
	return unmet.MatchString(a.err)
}

// toldBy runs a command over inputs and takes what it says of their rows; false
// if it has more to ask of them than their rows.
func toldBy(t *testing.T, dir string, command, paths []string) (told, bool) {
	t.Helper()
	got := told{command: strings.Join(command, " "), rejects: map[string][2]string{}}
	list := filepath.Join(dir, "rejects")
	args := append(append(append([]string{}, command...), paths...), "--rejects", list, "--max-rejects", "100%")
	var out, errs bytes.Buffer
	status := run(args, nil, &out, &errs)
	if gap := strings.Contains(errs.String(), "at most 400 wanted"); status != exitFine && status != exitBadData || gap {
		return got, false
	}
	if status == exitBadData {
		got.err = errs.String()
		return got, true
	}
	said := rowsPattern.FindStringSubmatch(out.String() + errs.String())
	if said == nil {
		t.Fatalf("%s: no accounting in\n%s%s", got.command, out.String(), errs.String())
	}
	for i, to := range []*uint64{&got.rows, &got.joined, &got.duplicates} {
		*to, _ = strconv.ParseUint(strings.ReplaceAll(said[i+1], ",", ""), 10, 64) // none is 0
	}
	f, err := os.Open(list)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records[1:] {
		got.rejects[strings.Join(r[:3], ":")] = [2]string{r[3], r[4]}
	}
	return got, true
}

// differs says in what a command that reads more of the rows differs, and must
// not: beyond the same rows it may reject some for a value that it reads.
func (a *told) differs(more *told) string {
	if a.err != more.err || a.rows != more.rows || a.joined != more.joined {
		return fmt.Sprintf("%d rows, %d joined, %q; %d, %d, %q", a.rows, a.joined, a.err, more.rows, more.joined, more.err)
	}
	for at, why := range a.rejects {
		if other, ok := more.rejects[at]; !ok || why[0] == "" && other != why {
			return at + ": " + why[1] + "; " + other[1]
		}
	}
	for at, why := range more.rejects {
		if _, ok := a.rejects[at]; !ok && why[0] == "" {
			return at + ": " + why[1]
		}
	}
	if len(a.rejects) == len(more.rejects) && a.duplicates != more.duplicates {
		return "duplicates"
	}
	return ""
}

// countOf is the saved counts of inputs.
func countOf(t *testing.T, dir string, paths ...string) string {
	t.Helper()
	path := filepath.Join(dir, "again.csv")
	args := append([]string{"count", "-o", path, "--quiet", "--all-causes", "--max-rejects", "100%"}, paths...)
	var errs bytes.Buffer
	if status := run(args, nil, io.Discard, &errs); status != exitFine {
		t.Fatalf("%v: %s", args, errs.String())
	}
	counts, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(counts)
}

// spoil breaks some lines of a text.
func spoil(random *rand.Rand, text string) string {
	lines := strings.Split(text, "\n")
	for range 1 + random.IntN(3) {
		i := random.IntN(len(lines))
		cells := strings.Split(lines[i], ",")
		at := random.IntN(len(cells))
		switch random.IntN(7) {
		case 0:
			cells[at] = `"` + cells[at]
		case 1:
			cells[at] += `"`
		case 2:
			cells = cells[:at]
		case 3:
			cells[at] += "\r"
		case 4:
			cells[at] = []string{"much", "2026-02-30", "\x00", "Zo\xeb"}[random.IntN(4)]
		case 5:
			lines[i] += "\n" + lines[0]
			continue
		default:
			cells[at] += ","
		}
		lines[i] = strings.Join(cells, ",")
	}
	return strings.Join(lines, "\n")
}

// Of a broken file every command says how many rows there are and which are
// not laid out as such, alike, with one core and with two; and convert, count
// and replay reject the same. A command rejects a row besides for a value that
// it reads and does not understand. CDRLAB_HUNT=N breaks N files.
func TestCommandsAgreeOnBrokenFiles(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	files, err := filepath.Glob("../../replay/cdrfmt/dialect/testdata/*.csv")
	joined, err2 := filepath.Glob("../../replay/cdrfmt/testdata/joined/*.csv")
	if files = append(files, joined...); err != nil || err2 != nil || len(files) < 50 {
		t.Fatal(len(files), err, err2)
	}
	var figures []string
	for k := range kpi.KPI(kpi.NumKPIs) {
		figures = append(figures, k.String())
	}
	random := rand.New(rand.NewPCG(2026, 11))
	dir := t.TempDir()
	compared, rejects, reread := 0, 0, 0
	rounds := 100
	if s := os.Getenv("CDRLAB_HUNT"); s != "" {
		if rounds, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	for n := range rounds {
		data, err := os.ReadFile(files[n%len(files)])
		if err != nil {
			t.Fatal(err)
		}
		var paths, texts []string
		for i := range 1 + n%2 {
			texts = append(texts, spoil(random, string(data)))
			paths = append(paths, filepath.Join(dir, strconv.Itoa(i)+".csv"))
			if err := os.WriteFile(paths[i], []byte(texts[i]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var before *told
		ran := 0
		for i, command := range [][]string{
			{"analyze", "--kpi", "legs"},
			{"convert", "-o", filepath.Join(dir, "out.parquet")},
			{"count", "-o", filepath.Join(dir, "out.counts.csv")},
			{"replay"},
			{"analyze", "--kpi", strings.Join(figures, ","), "--by", "account,cause"},
		} {
			runtime.GOMAXPROCS(1 + (n+i)%2)
			got, ok := toldBy(t, dir, command, paths)
			if !ok {
				continue
			}
			if before != nil && got.needsMore() {
				break
			}
			if before != nil {
				compared++
				why := before.differs(&got)
				if alike := i == 2 || i == 3; why == "" && alike {
					why = got.differs(before)
				}
				if why != "" {
					t.Errorf("%s, %s: %s\nin %q", before.command, got.command, why, texts)
				}
			}
			before = &got
			rejects += len(got.rejects)
			ran++
		}
		if ran == 5 && before.err == "" {
			if again := countOf(t, dir, filepath.Join(dir, "out.parquet")); again != countOf(t, dir, paths...) {
				t.Errorf("converted, other counts\nin %q", texts)
			}
			reread++
		}
	}
	if compared < 300 || rejects < 200 || reread < 50 {
		t.Errorf("%d compared, %d rejects, %d converted: a poor example", compared, rejects, reread)
	}
}
