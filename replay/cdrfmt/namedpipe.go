package cdrfmt

import (
	"io/fs"
	"os"
)

// namedPipe is opened by its first Read: opening waits for a writer, perhaps
// for ever, and is to be done where it can be left behind.
type namedPipe struct {
	name string
	file *os.File
}

// isNamedPipe tells whether the source's path is a pipe.
func (s *source) isNamedPipe() bool {
	info, err := os.Stat(s.name)
	return err == nil && info.Mode()&fs.ModeNamedPipe != 0
}

// Read closes the pipe with the first error, which may be io.EOF.
func (p *namedPipe) Read(b []byte) (n int, err error) {
	if p.file == nil {
		if p.file, err = os.Open(p.name); err != nil {
			return 0, err
		}
	}
	if n, err = p.file.Read(b); err != nil {
		p.file.Close()
	}
	return n, err
}
