package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/atomicfile"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
)

// Beside a file lies what is true of it, and beside saved counts the
// thresholds they are replayed with.
const (
	truthEnding      = ".truth.json"
	thresholdsEnding = ".thresholds.yaml"
)

// write makes a file of any format but Parquet.
func write(d *dataset, f format) error {
	switch {
	case f == formatMonth:
		return writeSaved(d.path(f), savedMonth(d.days))
	case f == formatAccounts:
		return writeSaved(d.path(f), savedAccounts(d.accounts))
	case f.plain():
		return writeText(d.path(f), recipe{rows: d.rows, seed: d.seed, quoteAll: f == formatQuoted, broken: f == formatBroken})
	case f.spoken():
		return writeText(d.path(f), recipe{rows: d.rows, seed: d.seed, dialect: dialects[f]})
	case f == formatGzip:
		return writeGzip(d.path(f.madeFrom()), d.path(f))
	}
	return fmt.Errorf("%s: %q found, a format other than Parquet wanted", makeCommand, f)
}

func writeText(path string, r recipe) error {
	var known truth
	err := writeWhole(path, func(w io.Writer) (err error) {
		known, err = generate(w, r)
		return err
	})
	if err != nil {
		return err
	}
	return writeTruth(path, &known)
}

func writeSaved(path string, s savedTraffic) error {
	err := writeWhole(path+thresholdsEnding, func(w io.Writer) error {
		_, err := io.WriteString(w, s.thresholds)
		return err
	})
	if err != nil {
		return err
	}
	err = writeWhole(path, func(w io.Writer) error { return columnar.WriteCountsParquet(w, s.set, s.meta()) })
	if err != nil {
		return err
	}
	return writeTruth(path, &truth{answer: answer{Replay: &s.answer}, Rows: int64(len(s.set.Groups))})
}

// writeGzip writes a compressed copy of a file.
func writeGzip(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	return writeWhole(to, func(w io.Writer) error {
		out := bufio.NewWriterSize(w, 1<<18)
		z := gzip.NewWriter(out)
		if _, err := io.Copy(z, in); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		return out.Flush()
	})
}

// writeWhole writes a file that is there whole or not at all.
func writeWhole(path string, fill func(io.Writer) error) error {
	f, err := atomicfile.Create(path)
	if err != nil {
		return err
	}
	defer f.Abort()
	if err := fill(f); err != nil {
		return err
	}
	return f.Commit()
}

// readTruth is what is true of a file, or nil if the file is not there whole.
func readTruth(path string) (*truth, error) {
	content, err := os.ReadFile(path + truthEnding)
	if err != nil {
		return nil, nil
	}
	if _, err := os.Stat(path); err != nil {
		return nil, nil
	}
	known := &truth{}
	if err := json.Unmarshal(content, known); err != nil {
		return nil, fmt.Errorf("%s%s: %w", path, truthEnding, err)
	}
	return known, nil
}

// writeTruth comes last: where there is a truth, the file is whole.
func writeTruth(path string, known *truth) error {
	return writeWhole(path+truthEnding, func(w io.Writer) error { return json.NewEncoder(w).Encode(known) })
}
