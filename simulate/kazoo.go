package simulate

import (
	"bufio"
	"fmt"
	"io"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// KazooWriter writes legs as KAZOO's CSV downloads (crossbar's /cdrs on
// master): one file an account, 35 columns, every cell in quotes, quotes
// within doubled, LF, a missing value bare. Accounts, gateways and numbers of
// causes have no column there, nor have answer and progress.
//
// A download says when a leg began, to the microsecond in one column, and how
// many seconds it lasted. duration_seconds here is the difference of the whole
// seconds of end and start, so unix_timestamp + duration_seconds is the second
// the leg ended in, and the files give the same counts per second as the legs.
type KazooWriter struct {
	create func(account string) (io.WriteCloser, error)
	files  map[string]*kazooFile
	order  []*kazooFile
}

type kazooFile struct {
	account string
	to      io.Closer
	w       *bufio.Writer
	row     kazooRow
}

// NewKazooWriter is a writer that asks create for the file of each account
// when its first leg comes. Files are named ACCOUNT.csv by KAZOO's users, as
// that is where a reader finds the account.
func NewKazooWriter(create func(account string) (io.WriteCloser, error)) *KazooWriter {
	return &KazooWriter{create: create, files: map[string]*kazooFile{}}
}

// Write adds the legs of a batch with the columns of Fields, each to its
// account's file.
func (k *KazooWriter) Write(b *cdr.Batch) error {
	for _, f := range Fields() {
		if b.Column(f) == nil {
			return fmt.Errorf("kazoo csv: the batch has no column %s", f)
		}
	}
	accounts := b.Column(cdr.AccountID)
	for i := range b.Rows {
		if accounts.IsNull(i) {
			return fmt.Errorf("kazoo csv: leg %s has no account, whose file it would be in", b.Column(cdr.CallID).Text(i))
		}
		f, err := k.file(accounts.Name(i))
		if err != nil {
			return err
		}
		if _, err := f.w.Write(f.row.line(b, i)); err != nil {
			return fmt.Errorf("kazoo csv of account %s: %w", f.account, err)
		}
	}
	return nil
}

// file is the file of an account; a new one gets its header.
func (k *KazooWriter) file(account string) (*kazooFile, error) {
	if f, ok := k.files[account]; ok {
		return f, nil
	}
	to, err := k.create(account)
	if err != nil {
		return nil, err
	}
	f := &kazooFile{account: account, to: to, w: bufio.NewWriter(to)}
	k.files[account] = f
	k.order = append(k.order, f)
	_, err = f.w.Write(f.row.header())
	return f, err
}

// Close writes what is buffered and closes all files, even after an error, the
// first of which it returns.
func (k *KazooWriter) Close() error {
	var first error
	for _, f := range k.order {
		flushed, closed := f.w.Flush(), f.to.Close()
		for _, err := range []error{flushed, closed} {
			if first == nil && err != nil {
				first = fmt.Errorf("kazoo csv of account %s: %w", f.account, err)
			}
		}
	}
	k.files, k.order = nil, nil
	return first
}
