package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// File is an output file that has not been committed yet.
type File struct {
	path string
	tmp  *os.File
	done bool
}

// maxLeftover bounds how many hidden files of killed runs are stepped over.
const maxLeftover = 10000

// Create begins a file that Commit will put at path, which may exist. The
// permissions are 0644 less the umask.
func Create(path string) (*File, error) {
	dir, base := filepath.Split(path)
	if base == "" || base == "." || base == ".." {
		return nil, fmt.Errorf("%s: found a folder, wanted the name of a file to write", path)
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s: found a folder, wanted the name of a file to write", path)
	}
	for i := range maxLeftover {
		name := filepath.Join(dir, fmt.Sprintf(".%s.%d.tmp", base, i))
		tmp, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err == nil {
			return &File{path: path, tmp: tmp}, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("%s: %w", path, cause(err))
		}
	}
	return nil, fmt.Errorf("%s: found %d unfinished files .%s.*.tmp beside it, wanted fewer", path, maxLeftover, base)
}

// Write implements io.Writer.
func (f *File) Write(p []byte) (int, error) {
	n, err := f.tmp.Write(p)
	if err != nil {
		err = fmt.Errorf("%s: %w", f.path, cause(err))
	}
	return n, err
}

// WriteAt implements io.WriterAt, for what is known only after the rest.
func (f *File) WriteAt(p []byte, off int64) (int, error) {
	n, err := f.tmp.WriteAt(p, off)
	if err != nil {
		err = fmt.Errorf("%s: %w", f.path, cause(err))
	}
	return n, err
}

// Commit puts the file at its path. If it cannot, nothing is left of it.
func (f *File) Commit() error {
	if f.done {
		return fmt.Errorf("%s: %w", f.path, os.ErrClosed)
	}
	f.done = true
	err := f.tmp.Close()
	if err == nil {
		err = os.Rename(f.tmp.Name(), f.path)
	}
	if err != nil {
		_ = os.Remove(f.tmp.Name()) // the first error is the one to tell
		return fmt.Errorf("%s: %w", f.path, cause(err))
	}
	return nil
}

// Abort removes the file. After Commit it does nothing, so it can be deferred.
func (f *File) Abort() {
	if f.done {
		return
	}
	f.done = true
	_ = f.tmp.Close() // what it holds is thrown away
	_ = os.Remove(f.tmp.Name())
}

// cause strips the hidden name, which means nothing to a user.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
