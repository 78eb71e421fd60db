package columnar

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// TestDuckDB reads files of DuckDB (see testdata/README.md), which pads its
// runs of levels to 256 values, writes timestamps without a zone, and in
// version 2 delta-encodes what has no dictionary.
func TestDuckDB(t *testing.T) {
	files, err := filepath.Glob("testdata/duckdb_*.parquet")
	if err != nil || len(files) != 3 {
		t.Fatal(files, err)
	}
	var want []string
	for i := range 300 {
		account, cause := fmt.Sprintf("%q", fmt.Sprint("acct", i%5)), "NORMAL_CLEARING"
		if i%7 == 0 {
			account = "null"
		}
		if i%3 == 0 {
			cause = "USER_BUSY"
		}
		want = append(want, fmt.Sprintf(`call_id="id-%d" account_id=%s end_time=%d billsec_ms=%d hangup_cause=%q flags=0 `,
			i, account, int64(1773136800+i)*1e6, i%100*1000, cause))
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			_, got, err := readAll(data, replayNeeds, cdr.FieldsOf(cdr.CallID, cdr.AccountID, cdr.BillsecMs), 77)
			if err != nil || len(got.rejects) > 0 {
				t.Fatal(err, got.rejects)
			}
			sameRows(t, got.rows, want)
		})
	}
}
