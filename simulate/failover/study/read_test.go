package study_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/simulate/failover/record"
)

// readCDRs gathers the calls of files.
func readCDRs(t testing.TB, paths ...string) *record.Traffic {
	t.Helper()
	opt := cdrfmt.Options{}
	opt.Need, opt.Want = cdr.FieldsOf(cdr.EndTime, cdr.HangupCause), record.Fields()
	books, _, err := cdrfmt.Read(context.Background(), paths, opt, func() *record.Book { return record.NewBook(record.Options{KeepIDs: true}) })
	if err != nil {
		t.Fatal(err)
	}
	return record.Merge(books...)
}

// readCDRText gathers the calls of a CSV whose times are Unix seconds.
func readCDRText(t testing.TB, text string) *record.Traffic {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cdrs.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return readCDRs(t, path)
}
