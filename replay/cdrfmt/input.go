package cdrfmt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/internal/mapped"
)

// stdinName is the path that stands for Options.Stdin.
const stdinName = "-"

// input is one file to read.
type input struct {
	// name is the path as the user would write it.
	name string
	// folder is the folder that was searched for it, "" if it was named.
	folder string
}

// expand turns paths, folders and globs into inputs, in order; the files of a
// folder are sorted by path.
func expand(paths []string) ([]input, error) {
	if len(paths) == 0 {
		return nil, &cdr.UsageError{Problem: "no input", Hint: "name a file, a folder, a glob or - for standard input"}
	}
	var all []input
	for _, p := range paths {
		found, err := expandOne(p)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, checkTwice(all)
}

func expandOne(path string) ([]input, error) {
	if path == stdinName {
		return []input{{name: path}}, nil
	}
	info, err := os.Stat(path)
	if err == nil {
		return filesAt(path, info)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, unreadable(path, err)
	}
	matches, globErr := filepath.Glob(path)
	if globErr != nil || len(matches) == 0 {
		if strings.ContainsAny(path, "*?[") {
			return nil, &cdr.DataError{Place: path, Problem: "no file matches this pattern", Hint: "check the folder and the pattern"}
		}
		return nil, &cdr.DataError{Place: path, Problem: "no such file or folder", Hint: "check the path", Err: err}
	}
	var all []input
	for _, m := range matches {
		info, err := os.Stat(m)
		if err != nil {
			return nil, unreadable(m, err)
		}
		found, err := filesAt(m, info)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

func filesAt(path string, info fs.FileInfo) ([]input, error) {
	if !info.IsDir() {
		return []input{{name: path}}, nil
	}
	var names []string
	err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return unreadable(p, err)
		}
		if p != path && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() {
			names = append(names, p)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, noCDRs(path, "no files")
	}
	slices.Sort(names) // by whole path: WalkDir sorts each folder by itself
	found := make([]input, len(names))
	for i, n := range names {
		found[i] = input{name: n, folder: path}
	}
	return found, nil
}

// checkTwice refuses an input that is given twice, under whatever name.
func checkTwice(all []input) error {
	seen := make(map[string]string, len(all))
	for _, in := range all {
		real := in.name
		if in.name != stdinName {
			if abs, err := filepath.Abs(in.name); err == nil {
				real = abs
			}
			if target, err := filepath.EvalSymlinks(real); err == nil {
				real = target
			}
		}
		if first, ok := seen[real]; ok {
			return sameTwice(in.name, first)
		}
		seen[real] = in.name
	}
	return nil
}

func sameTwice(name, first string) error {
	problem := "the same source twice"
	if first != name {
		problem = fmt.Sprintf("the same source twice, first as %s", first)
	}
	return &cdr.DataError{Place: name, Problem: problem, Hint: "give each source once"}
}

func noCDRs(folder, found string) error {
	return &cdr.DataError{Place: folder, Problem: "a folder without CDRs: " + found,
		Hint: "name one of its files to see why, or give the dialect with --dialect"}
}

// unreadable wraps an error of the operating system.
func unreadable(place string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return &cdr.DataError{Place: place, Problem: "cannot be read: " + err.Error(),
		Hint: "check that the file is there and may be read", Err: err}
}

// changed is a file that is not what it was when it was opened.
func changed(name string) error {
	return &cdr.DataError{Place: name, Problem: mapped.ErrChanged.Error(), Hint: "copy it and read the copy", Err: mapped.ErrChanged}
}
