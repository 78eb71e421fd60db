package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/canonical"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
)

// convertTo converts a file to a path.
func convertTo(t *testing.T, input, output string) {
	t.Helper()
	var errs strings.Builder
	args := []string{"convert", input, "-o", output, "--quiet", "--dedupe", "off"}
	if status := run(args, nil, io.Discard, &errs); status != exitFine {
		t.Fatalf("%v: status %d, %s", args, status, errs.String())
	}
}

// chains are the formats that a file is converted to, one after the other.
var chains = [][]string{
	{"csv", "csv"}, {"parquet", "parquet"}, {"arrow", "arrow"},
	{"csv", "parquet", "arrow", "csv"}, {"arrow", "csv", "parquet"}, {"parquet", "csv", "arrow"},
}

// sameAgain converts a canonical file of each format along the chains and
// reports where a cell is another in the end.
func sameAgain(t *testing.T, name string, paths map[string]string) {
	t.Helper()
	folder := t.TempDir()
	want := seenInParquet(t, paths["parquet"])
	for _, chain := range chains {
		from := paths[chain[0]]
		for i, format := range chain[1:] {
			to := filepath.Join(folder, fmt.Sprintf("%s%d.%s", strings.Join(chain, ""), i, format))
			convertTo(t, from, to)
			from = to
		}
		what := fmt.Sprintf("%s, %s", name, strings.Join(chain, " to "))
		switch last := chain[len(chain)-1]; last {
		case "csv":
			if got, want := string(readWhole(t, from)), string(readWhole(t, paths["csv"])); got != want {
				t.Errorf("%s: %s", what, firstDifference(got, want))
			}
		case "arrow":
			got, _ := seenInArrow(t, from)
			reportDifferences(t, what, want.differences(got))
		default:
			reportDifferences(t, what, want.differences(seenInParquet(t, from)))
		}
	}
}

// firstDifference shows the first line in which two texts differ.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d of %d and %d:\n got %q\nwant %q", i+1, len(g), len(w), g[i], w[min(i, len(w)-1)])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// A converted file that is converted again is the same in every cell, whatever
// formats it goes through.
func TestConvertedAgainIsTheSame(t *testing.T) {
	t.Parallel()
	for name, input := range agreeInputs(t) {
		if name != "many" { // as hard
			sameAgain(t, name, converted(t, input))
		}
	}
}

// So is one of which no other reader would have thought: texts that elsewhere
// mean none, empty ones beside nulls, blanks around them, numbers of any size.
func TestRandomRowsConvertedAgain(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		folder := t.TempDir()
		random := rand.New(rand.NewPCG(seed, 9))
		first := filepath.Join(folder, "random.parquet")
		writeRandomRows(t, random, first, 60)
		paths := map[string]string{}
		for _, format := range []string{"csv", "parquet", "arrow"} {
			paths[format] = filepath.Join(folder, "legs."+format)
			convertTo(t, first, paths[format])
		}
		sameAgain(t, fmt.Sprint("seed ", seed), paths)
		for _, args := range [][]string{{"count", "--dedupe", "off"}, {"analyze", "--by", "account,cause,direction,gateway", "--format", "csv"}} {
			want := answerTo(t, first, args)
			for format, path := range paths {
				if got := answerTo(t, path, args); got != want {
					t.Errorf("seed %d, %s: %s: %s", seed, args[0], format, firstDifference(got, want))
				}
			}
		}
		ofCSV := filepath.Join(folder, "of_csv.parquet")
		convertTo(t, paths["csv"], ofCSV)
		reportDifferences(t, fmt.Sprintf("seed %d: Parquet, CSV", seed), seenInParquet(t, paths["parquet"]).differences(seenInParquet(t, ofCSV)))
	}
}

// answerTo is what a command says of a file.
func answerTo(t *testing.T, path string, args []string) string {
	t.Helper()
	var out, errs strings.Builder
	args = append([]string{args[0], path, "--quiet"}, args[1:]...)
	if status := run(args, nil, &out, &errs); status != exitFine {
		t.Fatalf("%v: status %d, %s", args, status, errs.String())
	}
	return out.String()
}

// oddTexts are those that hardTexts are without: elsewhere they mean none, or
// are cut.
var oddTexts = []string{"-", "NA", "N/A", "NULL", "null", "None", `\N`, " ", " a ", "\ta", "a\u00a0", "'q'", `="0012"`, "4.9E+11", "# no comment", "\"Ann\" <101>", "16", "00", "sideways"}

// writeRandomRows writes a Parquet file of all canonical fields, many of them
// null where the schema lets them be.
func writeRandomRows(t *testing.T, random *rand.Rand, path string, rows int) {
	t.Helper()
	texts := append(append([]string{}, oddTexts...), hardTexts...)
	b := &cdr.Batch{Rows: rows}
	for _, f := range canonical.Fields() {
		c := cdr.NewColumn(f)
		for range rows {
			text := texts[random.IntN(len(texts))]
			switch k := f.Kind(); {
			case random.IntN(4) == 0 && (f.Nullable() || canonical.Tellable.Has(f)):
				c.AppendNull(k)
			case k == cdr.Text:
				c.AppendText([]byte(text))
			case k == cdr.Code:
				c.AppendName(text)
			case k == cdr.Float:
				value := math.Float32frombits(random.Uint32()&^(0xff<<23) | uint32(random.IntN(255))<<23)
				if random.IntN(10) == 0 {
					value = float32(math.Inf(random.IntN(2)*2 - 1))
				}
				c.AppendFloat(value)
			case k == cdr.Time: // 2026, to the microsecond, the millisecond or the second
				unit := []int64{1, 1000, 1_000_000}[random.IntN(3)]
				c.AppendInt((1_773_151_200_000_000 + random.Int64N(86400_000_000)) / unit * unit)
			case f == cdr.RowFlags:
				c.AppendInt(random.Int64N(1 << 31))
			case f == cdr.LastAttempt:
				c.AppendInt(random.Int64N(2))
			case f == cdr.TimePrecision:
				c.AppendInt(random.Int64N(10))
			case f == cdr.SIPCode || f == cdr.HangupCauseCode || f == cdr.Attempt:
				c.AppendInt(random.Int64N(1<<16) - 1<<15)
			case f == cdr.SrcLine:
				c.AppendInt(random.Int64N(1 << 50))
			default:
				c.AppendInt(random.Int64N(cdr.MaxDurationMs + 1))
			}
		}
		b.SetColumn(f, c)
	}
	var file bytes.Buffer
	w, err := columnar.NewFileWriter(columnar.Parquet, &file, canonical.Tellable)
	if err == nil {
		err = w.Write(b)
	}
	if err == nil {
		err = w.Finish(columnar.Accounting{})
	}
	if err == nil {
		err = os.WriteFile(path, file.Bytes(), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What a converted file says of its provenance is that of the file it was made
// of.
func TestProvenanceStays(t *testing.T) {
	folder := t.TempDir()
	source := filepath.Join(folder, "switch.csv")
	text := "id,start_epoch,end_epoch,status,q850\na,1773151200.250,1773151242.5,x,16\nb,1773151300,1773151342,x,17\n"
	if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, chain := range chains {
		from := source
		for i, format := range chain {
			to := filepath.Join(folder, fmt.Sprint(strings.Join(chain, ""), i, ".", format))
			convertTo(t, from, to)
			from = to
		}
		last := filepath.Join(folder, strings.Join(chain, "")+".parquet")
		convertTo(t, from, last)
		seen := seenInParquet(t, last)
		for row, want := range []map[string]string{
			{"call_id": "a", "time_precision": "3", "hangup_cause": "NORMAL_CLEARING", "hangup_cause_raw": "16", "cause_source": "q850", "src_file": source, "src_line": "2", "dialect": "header"},
			{"call_id": "b", "time_precision": "0", "hangup_cause": "USER_BUSY", "hangup_cause_raw": "17", "cause_source": "q850", "src_file": source, "src_line": "3", "dialect": "header"},
		} {
			for i, name := range seen.columns {
				if w, ok := want[name]; ok && seen.rows[row][i].text != w {
					t.Errorf("%v: row %d: %s is %s, want %s", chain, row, name, seen.rows[row][i], w)
				}
			}
		}
	}
}
