package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// emitFlags are --emit, of every command that has thresholds to hand out.
type emitFlags struct{ specs []string }

// add gives a command the flag; what says which thresholds are written.
func (f *emitFlags) add(s *pflag.FlagSet, what string) {
	s.StringArrayVar(&f.specs, "emit", nil, "write "+what+" to `KIND=FILE`; KIND is "+orList(alert.Forms())+" (repeatable)")
}

// emitFile is a file of thresholds being written.
type emitFile struct {
	form string
	*outputFile
}

// open begins the files, before anything is read.
func (f *emitFlags) open(out *outputs) ([]emitFile, error) {
	var files []emitFile
	for _, spec := range f.specs {
		form, path, ok := strings.Cut(spec, "=")
		if !ok || path == "" || path == "-" {
			return nil, &cdr.UsageError{
				Problem: fmt.Sprintf("--emit: %q found, KIND=FILE wanted", spec),
				Hint:    "--emit sup=thresholds.sh or --emit yaml=thresholds.yaml",
			}
		}
		if err := oneOf("--emit", form, alert.Forms()...); err != nil {
			return nil, err
		}
		file, err := out.create("--emit", path)
		if err != nil {
			return nil, err
		}
		files = append(files, emitFile{form, file})
	}
	return files, nil
}

// emit writes the thresholds and tells what a form cannot say.
func emit(con *console, files []emitFile, cfg *alert.Config) error {
	for _, file := range files {
		data, leftOut := cfg.Emit(file.form)
		for _, what := range leftOut {
			con.remark("%s: left out: %s", file.path, what)
		}
		if _, err := file.Write(data); err != nil {
			return err
		}
	}
	return nil
}
