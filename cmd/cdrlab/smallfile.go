package main

import (
	"errors"
	"io/fs"
	"os"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// readSmall reads a whole file that a flag names: thresholds, incidents.
func readSmall(flag, path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		var at *fs.PathError
		if errors.As(err, &at) {
			err = at.Err
		}
		return nil, &cdr.DataError{Place: path, Problem: err.Error(), Hint: flag + " with the path of a readable file", Err: err}
	}
	return data, nil
}
