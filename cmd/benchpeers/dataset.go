package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// dataset is the files of one number of rows and one seed, each made when it
// is first wanted and kept for later runs.
type dataset struct {
	dir  string
	rows int
	seed uint64
	// days and accounts are the sizes of the saved counts.
	days, accounts int
	// make writes a file that does not come from DuckDB: makeElsewhere, or
	// make itself in the process it starts.
	make func(ctx context.Context, d *dataset, f format) error
	// parquet writes a Parquet file from a CSV file.
	parquet func(ctx context.Context, csvFile string, codec format, target string) error
}

// file is the path of a format's file, which is made if it is not there, and
// what is true of it.
func (d *dataset) file(ctx context.Context, f format) (string, *truth, error) {
	path, from := d.path(f), d.path(f.madeFrom())
	known, err := readTruth(from)
	if known == nil && err == nil {
		if err = d.make(ctx, d, f.madeFrom()); err == nil {
			known, err = readTruth(from)
		}
	}
	if err != nil {
		return "", nil, err
	}
	if _, err := os.Stat(path); err == nil {
		return path, known, nil
	}
	if f == formatGzip {
		return path, known, d.make(ctx, d, f)
	}
	unfinished := path + ".tmp"
	if err := d.parquet(ctx, from, f, unfinished); err != nil {
		return "", nil, err
	}
	return path, known, os.Rename(unfinished, path)
}

// madeFrom is the format whose file this one's is made from; those that are
// made from nothing are their own.
func (f format) madeFrom() format {
	if f == formatGzip || f.parquet() {
		return formatCSV
	}
	return f
}

// path of a format's file; its ending is what the peers recognise it by.
func (d *dataset) path(f format) string {
	if f.spoken() {
		return filepath.Join(d.dir, fmt.Sprintf("cdr-%d-%d.%s.csv", d.rows, d.seed, f))
	}
	if f.saved() {
		return filepath.Join(d.dir, string(f)+".counts.parquet")
	}
	ending := map[format]string{
		formatCSV: ".csv", formatQuoted: ".quoted.csv", formatBroken: ".broken.csv",
		formatGzip: ".csv.gz", formatZstd: ".zstd.parquet", formatSnappy: ".snappy.parquet",
	}[f]
	return filepath.Join(d.dir, fmt.Sprintf("cdr-%d-%d%s", d.rows, d.seed, ending))
}

// makeCommand is the first argument of a process that makes one file.
const makeCommand = "make"

// makeElsewhere makes a file in a process of its own: what this process holds
// would hide how little memory the contenders need.
func makeElsewhere(ctx context.Context, d *dataset, f format) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	_, _, err = measure(ctx, []string{self, makeCommand, d.dir,
		strconv.Itoa(d.rows), strconv.FormatUint(d.seed, 10), string(f)})
	return err
}

// makeHere is what the process of makeElsewhere does; args are those after
// makeCommand.
func makeHere(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("%s: found %d arguments, wanted folder, rows, seed and format", makeCommand, len(args))
	}
	d := &dataset{dir: args[0], days: monthDays, accounts: accountMeters}
	var err error
	if d.rows, err = strconv.Atoi(args[1]); err != nil {
		return err
	}
	if d.seed, err = strconv.ParseUint(args[2], 10, 64); err != nil {
		return err
	}
	return write(d, format(args[3]))
}
