package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/analyze/kpi"
)

// figureQuestions are asked of inputs and of what they were converted to.
var figureQuestions = [][]string{nil, {"--population", "calls"}, {"--by", "account,direction"}, {"--population", "calls", "--by", "gateway"}}

// figuresOf are all figures of some inputs, a line each, or why there are none.
func figuresOf(t *testing.T, question []string, inputs ...string) []string {
	t.Helper()
	args := slices.Concat([]string{"analyze", "--kpi", strings.Join(kpi.KPINames(), ","), "--format", "json", "--quiet", "--max-rejects", "100%"}, question, inputs)
	var out, errs bytes.Buffer
	if status := run(args, nil, &out, &errs); status != exitFine {
		return []string{fmt.Sprintf("status %d: %s", status, errs.String())}
	}
	var doc struct {
		Input struct {
			Kept, Unnamed uint64
			First, Last   string
		}
		Groups, Total json.RawMessage
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	return strings.Split(fmt.Sprintf("%+v\n%s\n%s", doc.Input, doc.Groups, doc.Total), "\n")
}

// convertFigures converts inputs; false if they cannot be.
func convertFigures(t *testing.T, to string, args ...string) bool {
	t.Helper()
	return run(slices.Concat([]string{"convert", "-o", to, "--quiet", "--max-rejects", "100%"}, args), nil, io.Discard, io.Discard) == exitFine
}

// compareFigures tells of figures that are others; how many are the same of
// those that are undefined.
func compareFigures(t *testing.T, what string, got, want []string) (undefined int) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d lines, want %d: %s", what, len(got), len(want), got[0])
		return 0
	}
	told := 0
	for i := range want {
		if strings.Contains(want[i], ": null") {
			undefined++
		}
		if got[i] != want[i] && told < 3 {
			t.Errorf("%s: %s, want %s", what, strings.TrimSpace(got[i]), strings.TrimSpace(want[i]))
			told++
		}
	}
	return undefined
}

// What is converted has the figures of its sources, and what none of these tell
// stays undefined: of each dialect, in each format, converted again, and with
// stand-ins.
func TestConvertedFigures(t *testing.T) {
	t.Parallel()
	key := filepath.Join(t.TempDir(), "key")
	writePrivate(t, key, "8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92\n")
	inputs := agreeInputs(t)
	delete(inputs, "many") // as "hard", and slow
	compared, undefined := 0, 0
	for _, name := range slices.Sorted(maps.Keys(inputs)) {
		folder := t.TempDir()
		at := func(file string) string { return filepath.Join(folder, file) }
		if !convertFigures(t, at("a.parquet"), inputs[name]) {
			t.Errorf("%s: cannot be converted", name)
			continue
		}
		steps := []struct {
			to, from string
			flags    []string
		}{
			{"a.csv", inputs[name], nil}, {"a.arrow", inputs[name], nil},
			{"b.parquet", at("a.csv"), nil}, {"b.csv", at("a.parquet"), nil}, {"b.arrow", at("b.csv"), nil},
			{"standins.parquet", inputs[name], []string{"--pseudonymise", key}}, {"standins.csv", at("a.csv"), []string{"--pseudonymise", key}},
		}
		for _, s := range steps {
			if !convertFigures(t, at(s.to), append(s.flags, s.from)...) {
				t.Fatalf("%s: %s cannot be converted", name, s.from)
			}
		}
		for _, q := range figureQuestions {
			files := []string{"a.parquet", "a.csv", "a.arrow"}
			if !slices.Contains(q, "--by") { // groups of stand-ins have other names
				files = []string{"a.parquet", "b.parquet", "b.csv", "b.arrow", "standins.parquet", "standins.csv"}
			}
			want := figuresOf(t, q, inputs[name])
			for _, file := range files {
				undefined += compareFigures(t, fmt.Sprintf("%s as %s %v", name, file, q), figuresOf(t, q, at(file)), want)
				compared++
			}
		}
	}
	if compared < 1000 || undefined < 10_000 {
		t.Errorf("%d comparisons, %d figures undefined: a poor example", compared, undefined)
	}
}

// The same for two inputs that have not the same columns, converted into one
// file, or into two that are read together.
func TestConvertedFiguresOfTwo(t *testing.T) {
	t.Parallel()
	inputs := agreeInputs(t)
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(inputs)), func(name string) bool { return name == "many" || strings.HasPrefix(name, "demo") })
	undefined := 0
	for i, name := range names {
		other := names[(i*31+7)%len(names)]
		if other == name {
			continue
		}
		pair := []string{inputs[name], inputs[other]}
		folder := t.TempDir()
		at := func(file string) string { return filepath.Join(folder, file) }
		format := []string{"parquet", "csv", "arrow"}[i%3]
		if !convertFigures(t, at("both."+format), pair...) || !convertFigures(t, at("one.parquet"), pair[0]) || !convertFigures(t, at("two.csv"), pair[1]) {
			t.Errorf("%s and %s: cannot be converted", name, other)
			continue
		}
		for _, q := range append(figureQuestions, []string{"--by", "gateway"}) {
			want := figuresOf(t, q, pair...)
			what := fmt.Sprintf("%s and %s %v", name, other, q)
			undefined += compareFigures(t, what+" in one "+format, figuresOf(t, q, at("both."+format)), want)
			compareFigures(t, what+" in two", figuresOf(t, q, at("one.parquet"), at("two.csv")), want)
			compareFigures(t, what+", one converted", figuresOf(t, q, pair[0], at("two.csv")), want)
		}
	}
	if undefined < 1000 {
		t.Errorf("%d figures undefined: a poor example", undefined)
	}
}
