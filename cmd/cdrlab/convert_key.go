package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strconv"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/pseudonym"
)

// standIns makes what replaces the values in one worker's batches; nil if they
// stay.
type standIns func() *pseudonym.Batches

// standIns checks the flags of pseudonyms and reads the key.
func (f *convertFlags) standIns() (standIns, error) {
	opt, err := f.options()
	if err != nil {
		return nil, err
	}
	if f.key == "" {
		if f.keepPrefix != "0" {
			return nil, &cdr.UsageError{Problem: "--keep-prefix: numbers stay whole without --pseudonymise FILE", Hint: "cdrlab convert --help"}
		}
		return nil, nil
	}
	secret, err := readKey(f.key)
	if err != nil {
		return nil, err
	}
	key, err := pseudonym.ParseKey(f.key, secret)
	if err != nil {
		return nil, err
	}
	return func() *pseudonym.Batches { return pseudonym.NewBatches(key, opt) }, nil
}

func (f *convertFlags) options() (opt pseudonym.Options, err error) {
	if f.keepPrefix == "country" {
		return pseudonym.Options{KeepCountry: true}, nil
	}
	opt.KeepDigits, err = strconv.Atoi(f.keepPrefix)
	if err != nil || opt.Validate() != nil {
		return opt, &cdr.UsageError{
			Problem: fmt.Sprintf("--keep-prefix: %q found, 0 to %d digits or the word country wanted", f.keepPrefix, pseudonym.MaxKeepDigits),
			Hint:    "--keep-prefix 4 for +4930123456 to keep +4930",
		}
	}
	return opt, nil
}

// maxKeyBytes bounds a key file; whoever names a file of CDRs learns it.
const maxKeyBytes = 4096

// readKey reads a key file that nobody but its owner, and perhaps its group,
// can read.
func readKey(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &cdr.UsageError{
			Problem: fmt.Sprintf("--pseudonymise: there is no file %s, the file of a key wanted", path),
			Hint:    fmt.Sprintf("openssl rand -hex 32 > %s && chmod 600 %s", shellWord(path), shellWord(path)),
		}
	}
	if err != nil {
		return nil, keyError(path, err)
	}
	switch {
	case info.IsDir():
		return nil, &cdr.UsageError{Problem: fmt.Sprintf("--pseudonymise: %s is a folder, the file of a key wanted", path)}
	case info.Size() > maxKeyBytes:
		return nil, &cdr.DataError{Place: path, Problem: fmt.Sprintf("found %d bytes, a key of at most %d wanted", info.Size(), maxKeyBytes), Hint: "is it the key?"}
	case info.Mode().IsRegular() && info.Mode()&0o007 != 0 && runtime.GOOS != "windows":
		return nil, &cdr.DataError{
			Place: path, Problem: fmt.Sprintf("anybody may use the key (mode %04o), its owner alone wanted", info.Mode().Perm()),
			Hint: "chmod 600 " + shellWord(path),
		}
	}
	secret, err := os.ReadFile(path)
	if err != nil {
		return nil, keyError(path, err)
	}
	return secret, nil
}

func keyError(path string, err error) error {
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return &cdr.DataError{Place: path, Problem: "the key cannot be read: " + err.Error(), Hint: "check the name and the rights of the file", Err: err}
}
