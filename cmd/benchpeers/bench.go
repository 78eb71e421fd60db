package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// bench makes what is missing, asks every question and prints the tables.
func bench(ctx context.Context, s *settings, stdout, stderr io.Writer) error {
	progress := func(what string) { fmt.Fprintln(stderr, what) }
	if s.needsNode() {
		if err := needNode(); err != nil {
			return err
		}
	}
	dir, err := filepath.Abs(s.dir)
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = unpack(dir)
	}
	if err != nil {
		return err
	}
	engines, err := newEngines(ctx, s, filepath.Join(dir, "peers"), progress)
	if err != nil {
		return err
	}
	progress("building cdrlab")
	us, err := buildCdrlab(ctx, dir)
	if err != nil {
		return err
	}
	field, err := s.field(us, engines)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s\n%s\n", s.date, machine())
	for _, e := range engines {
		if e.version != "" {
			fmt.Fprintf(stdout, "%s %s\n", e.name, e.version)
		}
	}
	fmt.Fprintf(stdout, "%d runs of each, in turn, files in the page cache; medians\n\n", s.runs)

	data := &dataset{dir: dir, rows: s.rows, seed: s.seed, make: makeElsewhere}
	if duckdb := engineNamed(engines, "duckdb"); duckdb != nil {
		data.parquet = duckdb.writeParquet
	}
	i := &inquiry{data: data, field: field, rounds: s.runs, out: stdout, progress: progress}
	for _, f := range s.formats {
		if err := i.ask(ctx, f, s.jobs); err != nil {
			return err
		}
	}
	return i.close()
}

// newEngines installs the engines that are asked for, and DuckDB where it has
// to make the Parquet files.
func newEngines(ctx context.Context, s *settings, peersDir string, progress func(string)) ([]*engine, error) {
	makesParquet := slices.ContainsFunc(s.formats, format.parquet)
	var engines []*engine
	for _, name := range engineNames {
		if !slices.Contains(s.peers, name) && (name != "duckdb" || !makesParquet) {
			continue
		}
		progress("installing " + name)
		e, err := newEngine(ctx, peersDir, name)
		if err != nil {
			return nil, err
		}
		engines = append(engines, e)
	}
	return engines, nil
}

func engineNamed(engines []*engine, name string) *engine {
	for _, e := range engines {
		if e.name == name {
			return e
		}
	}
	return nil
}

// field are the contenders, cdrlab first.
func (s *settings) field(us *cdrlab, engines []*engine) ([]*contender, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	out := []*contender{us.contender()}
	for _, name := range s.peers {
		if e := engineNamed(engines, name); e != nil {
			out = append(out, e.whole(), e.alone())
		} else {
			out = append(out, wc())
		}
	}
	return append(out, inflate(self)), nil
}
