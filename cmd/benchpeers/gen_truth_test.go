package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/replay/count"
)

// counted is what the library says of a file.
func counted(t *testing.T, file []byte, ignore []string) (countsAnswer, cdrfmt.Report) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cdr.csv")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	opt := cdrfmt.Options{MaxRejects: cdrfmt.RejectLimit{Percent: 1}}
	opt.Need = cdr.FieldsOf(cdr.EndTime, cdr.HangupCause)
	opt.Want = cdr.FieldsOf(cdr.AccountID)
	builders, report, err := cdrfmt.Read(context.Background(), []string{path}, opt, func() *count.Builder {
		return count.NewBuilder(cdr.Filter{}, ignore, false)
	})
	if err != nil {
		t.Fatal(err)
	}
	var sets []*count.Set
	for _, b := range builders {
		sets = append(sets, b.Set())
	}
	var a countsAnswer
	for _, g := range count.Merge(sets...).Groups {
		a.Groups++
		a.Sum += int64(g.N)
		a.Largest = max(a.Largest, int64(g.N))
	}
	return a, *report
}

func TestTruthIsTheLibrarys(t *testing.T) {
	for _, r := range []recipe{
		{rows: 1, seed: 1}, {rows: 10_000, seed: 1}, {rows: 2000, seed: 9, quoteAll: true}, {rows: 6000, seed: 1, broken: true},
	} {
		file, known := made(t, r)
		got, report := counted(t, file, alert.DefaultIgnore())
		if got != *known.Counts {
			t.Errorf("%+v: the library counts %+v, the truth is %+v", r, got, *known.Counts)
		}
		source := report.Files[0]
		if int64(source.Rows) != known.Rows || int64(source.Rejected) != known.Damaged {
			t.Errorf("%+v: %d rows, %d rejected; the truth is %d, %d", r, source.Rows, source.Rejected, known.Rows, known.Damaged)
		}
	}
}

func TestTruthOfDialectsIsTheLibrarys(t *testing.T) {
	for format, d := range dialects {
		file, known := made(t, recipe{rows: 3000, seed: 1, dialect: d})
		ignore := alert.DefaultIgnore()
		if d.allCauses {
			ignore = nil
		}
		got, report := counted(t, file, ignore)
		if got != *known.Counts || got.Groups < 100 {
			t.Errorf("%s: the library counts %+v, the truth is %+v", format, got, *known.Counts)
		}
		source := report.Files[0]
		_, variant, _ := strings.Cut(source.Dialect, ":")
		if source.Accepted-source.Joined != 3000 || source.Rejected+source.Duplicates > 0 ||
			!strings.HasPrefix(source.Dialect, string(format)) && variant != string(format) {
			t.Errorf("%s: the library reads %+v", format, source)
		}
	}
}

// kpiSlowly computes the job kpi from the file itself, with sorted lists.
func kpiSlowly(t *testing.T, file []byte) []gatewayAnswer {
	t.Helper()
	type gateway struct {
		legs, answered, bill, pdd int
		delays                    []int // of seizures
		accounts                  map[string]bool
	}
	gateways := map[string]*gateway{}
	in := csv.NewReader(bytes.NewReader(file))
	in.FieldsPerRecord = -1
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows[1:] {
		if len(r) != fieldCount {
			continue
		}
		g := gateways[r[15]]
		if g == nil {
			g = &gateway{accounts: map[string]bool{}}
			gateways[r[15]] = g
		}
		bill, billErr := strconv.Atoi(r[9])
		pdd, pddErr := strconv.Atoi(r[11])
		if billErr != nil || pddErr != nil {
			t.Fatal(r)
		}
		g.legs++
		g.accounts[r[1]] = true
		if r[2] != "outbound" {
			continue
		}
		if bill > 0 {
			g.answered++
		}
		g.bill += bill
		g.pdd += pdd
		g.delays = append(g.delays, pdd)
	}
	var out []gatewayAnswer
	for name, g := range gateways {
		slices.Sort(g.delays)
		a := gatewayAnswer{Gateway: name, Legs: int64(g.legs), Accounts: int64(len(g.accounts))}
		if n := len(g.delays); n > 0 {
			a.ASRPct = 100 * float64(g.answered) / float64(n)
			a.PDDMeanMs = float64(g.pdd) / float64(n)
			a.PDDP95Ms = float64(g.delays[(95*n+99)/100-1])
		}
		if g.answered > 0 {
			a.ACDSec = float64(g.bill) / float64(g.answered)
		}
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b gatewayAnswer) int { return cmp.Compare(a.Gateway, b.Gateway) })
	return out
}

func TestTruthOfKPIIsInTheFile(t *testing.T) {
	for _, r := range []recipe{{rows: 1, seed: 1}, {rows: 40, seed: 2}, {rows: 4000, seed: 1}, {rows: 2000, seed: 3, broken: true}} {
		file, known := made(t, r)
		if err := known.check(jobKPI, answer{KPI: kpiSlowly(t, file)}, true); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
}
