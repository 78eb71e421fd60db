package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
)

func TestInquiry(t *testing.T) {
	ctx := context.Background()
	answers := func(name string, err error) *contender {
		return &contender{name: name, takes: always, refusal: willing, run: func(context.Context, question) (cost, error) {
			return cost{WallSec: 1, CPUSec: 1, RSSBytes: 1e6}, err
		}}
	}
	us := answers(cdrlabName, nil)
	us.refusal = func(q question) string {
		if q.job == jobKPI {
			return "no command"
		}
		return ""
	}
	data := &dataset{dir: t.TempDir(), rows: 30, seed: 1, make: func(_ context.Context, d *dataset, f format) error { return write(d, f) }}
	data.parquet = func(context.Context, string, format, string) error { return errors.New("no DuckDB") }
	for _, c := range []struct {
		peer    error
		formats []format
		want    []string
		failed  bool
	}{
		{nil, []format{formatCSV, formatMonth}, []string{"counts, csv: 30 rows", "kpi, csv: NOT RUN: no command", "1 (1..1)"}, false},
		{errors.New("wrong sum"), []format{formatCSV}, []string{"FAILED: wrong sum"}, true},
		{nil, []format{formatZstd}, []string{"zstd: NOT RUN: no DuckDB"}, true},
	} {
		var out bytes.Buffer
		i := &inquiry{data: data, field: []*contender{us, answers("duckdb", c.peer)}, rounds: 2, out: &out, progress: func(string) {}}
		for _, f := range c.formats {
			if err := i.ask(ctx, f, []job{jobCounts, jobKPI}); err != nil {
				t.Fatal(err)
			}
		}
		if err := i.close(); (err != nil) != c.failed {
			t.Errorf("%v: error %v, want one: %v", c.formats, err, c.failed)
		}
		for _, text := range c.want {
			if !strings.Contains(out.String(), text) {
				t.Errorf("%v: no %q in\n%s", c.formats, text, out.String())
			}
		}
	}
}
