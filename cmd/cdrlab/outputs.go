package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/atomicfile"
)

// outputs are the files of one run: all of them appear when it has succeeded,
// none if it fails.
type outputs struct {
	inputs  []string
	files   []*outputFile
	folders []string // made by this run
}

// outputFile is one file being written, buffered.
type outputFile struct {
	*bufio.Writer
	path string
	file wholeFile
}

// wholeFile is a file that appears with Commit, or with Abort never was.
type wholeFile interface {
	io.Writer
	Commit() error
	Abort()
}

// toOutput marks the errors of writing, whoever hands them on.
type toOutput struct{ io.Writer }

func (o toOutput) Write(p []byte) (int, error) {
	n, err := o.Writer.Write(p)
	if err != nil {
		err = &outputError{err}
	}
	return n, err
}

// device is what cannot be replaced by a new file: /dev/null, a named pipe.
type device struct{ *os.File }

func (d device) Commit() error { return d.Close() }
func (d device) Abort()        { _ = d.Close() }

// create begins a file named by a flag. A file may not be written twice, nor
// take the place of an input.
func (o *outputs) create(flag, path string) (*outputFile, error) {
	if err := o.clashes(flag, path); err != nil {
		return nil, err
	}
	file, err := createWhole(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &cdr.UsageError{
			Problem: fmt.Sprintf("%s: %s: there is no folder %s", flag, path, filepath.Dir(path)),
			Hint:    "mkdir -p " + shellWord(filepath.Dir(path)),
		}
	}
	if err != nil {
		return nil, &outputError{err}
	}
	f := &outputFile{Writer: bufio.NewWriterSize(toOutput{file}, 1<<16), path: path, file: file}
	o.files = append(o.files, f)
	return f, nil
}

// WriteAt implements io.WriterAt, where the file can go back.
func (f *outputFile) WriteAt(p []byte, off int64) (int, error) {
	if err := f.Flush(); err != nil {
		return 0, err
	}
	n, err := f.file.(io.WriterAt).WriteAt(p, off)
	if err != nil {
		err = &outputError{err}
	}
	return n, err
}

// renew begins a file anew, without what was written to it.
func (o *outputs) renew(f *outputFile) error {
	f.file.Abort()
	file, err := createWhole(f.path)
	if err != nil {
		return &outputError{err}
	}
	f.file = file
	f.Reset(toOutput{file})
	return nil
}

// answer begins the file of -o; nil, for standard output, if there is none.
func (o *outputs) answer(path string) (io.Writer, error) {
	if path == "" {
		return nil, nil
	}
	return o.create("-o", path)
}

// createWhole begins a file. A symbolic link stays one: its target is written.
func createWhole(path string) (wholeFile, error) {
	info, err := os.Stat(path)
	if err != nil {
		return atomicfile.Create(path)
	}
	if !info.Mode().IsRegular() {
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		return device{file}, err
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, err
	}
	return atomicfile.Create(target)
}

func (o *outputs) clashes(flag, path string) error {
	for _, in := range o.inputs {
		if samePath(path, in) {
			return &cdr.UsageError{Problem: fmt.Sprintf("%s: %s is an INPUT too; another path wanted", flag, path)}
		}
	}
	for _, f := range o.files {
		if _, shared := f.file.(device); !shared && samePath(path, f.path) {
			return &cdr.UsageError{Problem: fmt.Sprintf("%s: %s is written by another flag too; another path wanted", flag, path)}
		}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return &cdr.UsageError{Problem: fmt.Sprintf("%s: %s is a folder, a file wanted", flag, path)}
	}
	return nil
}

// samePath tells whether two paths name the same file, which need not exist.
func samePath(a, b string) bool {
	if x, err := os.Stat(a); err == nil {
		y, err := os.Stat(b)
		return err == nil && os.SameFile(x, y)
	}
	x, errX := filepath.Abs(a)
	y, errY := filepath.Abs(b)
	return errX == nil && errY == nil && x == y
}

// folder makes a folder, unless it is there.
func (o *outputs) folder(flag, path string) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.IsDir():
		return &cdr.UsageError{Problem: fmt.Sprintf("%s: %s is a file, a folder wanted", flag, path)}
	case err == nil:
		return nil
	}
	if err := os.Mkdir(path, 0o777); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return &cdr.UsageError{
				Problem: fmt.Sprintf("%s: %s: there is no folder %s", flag, path, filepath.Dir(filepath.Clean(path))),
				Hint:    "mkdir -p " + shellWord(path),
			}
		}
		return &outputError{err}
	}
	o.folders = append(o.folders, path)
	return nil
}

// commit puts every file in place. It flushes all of them first, so that a
// full disk is noticed before the first one appears.
func (o *outputs) commit() error {
	for _, f := range o.files {
		if err := f.Flush(); err != nil {
			return err
		}
	}
	for len(o.files) > 0 {
		if err := o.commitOnly(o.files[0]); err != nil {
			return err
		}
	}
	o.folders = nil
	return nil
}

// commitOnly puts one file in place.
func (o *outputs) commitOnly(f *outputFile) error {
	if err := f.Flush(); err != nil {
		return err
	}
	if err := f.file.Commit(); err != nil {
		return &outputError{err}
	}
	o.files = slices.DeleteFunc(o.files, func(g *outputFile) bool { return g == f })
	return nil
}

// abort removes what was begun and not committed.
func (o *outputs) abort() {
	for _, f := range o.files {
		f.file.Abort()
	}
	for _, folder := range o.folders {
		_ = os.Remove(folder) // only an empty one goes
	}
	o.files, o.folders = nil, nil
}
