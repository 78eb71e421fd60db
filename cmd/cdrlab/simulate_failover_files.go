package main

import (
	"bytes"
	"io"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/columnar"
	"github.com/cdrlab/cdrlab/simulate/failover/directory"
	"github.com/cdrlab/cdrlab/simulate/failover/registrar"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// failoverFiles are the files of a study; nil where none was asked for.
type failoverFiles struct {
	answer  io.Writer
	emitted columnar.Writer
}

// openStudy begins the files before anything is read.
func (f *failoverFlags) openStudy(out *outputs) (files *failoverFiles, err error) {
	files = &failoverFiles{}
	if files.answer, err = out.answer(f.output.path); err != nil {
		return nil, err
	}
	if f.emit != "" {
		format, ok := columnarFormats[formatByEnding(f.emit)]
		if !ok {
			return nil, &cdr.UsageError{Problem: "--emit-cdr: " + f.emit + " found, a name that ends in .csv, .parquet or .arrow wanted"}
		}
		file, err := out.create("--emit-cdr", f.emit)
		if err != nil {
			return nil, err
		}
		if files.emitted, err = columnar.NewWriter(format, file, study.Fields()); err != nil {
			return nil, err
		}
	}
	if f.plot != "" {
		return files, out.folder("--plot", f.plot)
	}
	return files, nil
}

// emitRecord writes the CDRs with the flag the other way.
func (run *failoverRun) emitRecord(w columnar.Writer) error {
	if run.legs == nil {
		return &cdr.UsageError{
			Problem: "--emit-cdr: nothing tells which phones were registered, so nothing tells which legs there would be",
			Hint:    "--registrations FILE, or CDRs with outbound legs and authorizing_id",
		}
	}
	if err := run.legs.Write(func(b *cdr.Batch) error { return w.Write(b) }); err != nil {
		return err
	}
	return w.Close()
}

// timelines read --registrations, with and without expires_deviation_time.
func (f *failoverFlags) timelines(con *console, zone *time.Location, dir *directory.Directory) (padded, unpadded *registrar.Timeline, err error) {
	opt, err := f.registrarOptions(con, zone, dir)
	if err != nil {
		return nil, nil, err
	}
	bare := opt
	bare.DeviationSec = 0
	with, without := registrar.NewBuilder(opt), registrar.NewBuilder(bare)
	for _, path := range f.registrations {
		data, err := con.readAll("--registrations", path)
		if err != nil {
			return nil, nil, err
		}
		for _, b := range []*registrar.Builder{with, without} {
			if err := b.Read(path, bytes.NewReader(data)); err != nil {
				return nil, nil, err
			}
		}
	}
	padded = with.Timeline()
	remarkSources(con, padded)
	return padded, without.Timeline(), nil
}
