package simulate

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

var update = flag.Bool("update", false, "write the golden files")

// memory is a file in memory that knows whether it was closed.
type memory struct {
	bytes.Buffer
	closed bool
}

func (m *memory) Close() error { m.closed = true; return nil }

// export writes a traffic and gives the files by account.
func export(t *testing.T, opt TrafficOptions) map[string]*memory {
	t.Helper()
	files := map[string]*memory{}
	k := NewKazooWriter(func(account string) (io.WriteCloser, error) {
		files[account] = &memory{}
		return files[account], nil
	})
	if err := Traffic(opt, k.Write); err != nil {
		t.Fatal(err)
	}
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
	return files
}

func TestKazooGolden(t *testing.T) {
	opt := TrafficOptions{Seed: 2, Start: tuesday, Duration: 5 * time.Minute, RatePerSec: 0.12, Accounts: 2}
	var got bytes.Buffer
	files := export(t, opt)
	for i := range opt.Accounts {
		if f := files[newAccount(i).id]; f != nil {
			fmt.Fprintf(&got, "-- %s.csv --\n%s", newAccount(i).id, f)
		}
	}
	const name = "testdata/kazoo.golden"
	if *update {
		if err := os.WriteFile(name, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s differs; got:\n%s", name, &got)
	}
}

// TestKazooTellsTheSameAsTheLegs reads the files with the standard library and
// finds every leg of the traffic with its account, cause and second.
func TestKazooTellsTheSameAsTheLegs(t *testing.T) {
	opt := busy
	opt.Duration = 15 * time.Minute
	opt.RatePerSec = 3
	opt.Incidents = opt.Incidents[:1]
	type leg struct {
		account, cause, from, name, direction, call string
		endSec, billing                             int64
	}
	want := map[string]leg{}
	gather(t, opt, func(b *cdr.Batch, i int) {
		want[text(b, cdr.CallID, i)] = leg{
			text(b, cdr.AccountID, i), text(b, cdr.HangupCause, i), text(b, cdr.CallerIDNumber, i), text(b, cdr.CallerIDName, i),
			text(b, cdr.Direction, i), text(b, cdr.InteractionID, i),
			number(b, cdr.EndTime, i) / 1e6, (number(b, cdr.BillsecMs, i) + 999) / 1000,
		}
	})
	rows, quoted := 0, 0
	for account, file := range export(t, opt) {
		if !file.closed {
			t.Errorf("%s is not closed", account)
		}
		records, err := csv.NewReader(&file.Buffer).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		column := map[string]int{}
		for j, name := range records[0] {
			column[name] = j
		}
		if len(records[0]) != 35 || len(column) != 35 {
			t.Fatalf("header %v has not 35 different names", records[0])
		}
		for _, r := range records[1:] {
			cell := func(name string) string { return r[column[name]] }
			integer := func(name string) int64 {
				n, err := strconv.ParseInt(cell(name), 10, 64)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				return n
			}
			got := leg{account, cell("hangup_cause"), cell("caller_id_number"), cell("caller_id_name"), cell("direction"),
				cell("interaction_id"), integer("unix_timestamp") + integer("duration_seconds"), integer("billing_seconds")}
			if got != want[cell("call_id")] {
				t.Fatalf("%s: %+v, want %+v", cell("call_id"), got, want[cell("call_id")])
			}
			start := time.Unix(integer("unix_timestamp"), 0).UTC()
			for name, want := range map[string]string{
				"ID":                start.Format("200601-") + cell("call_id"),
				"timestamp":         strconv.FormatInt(start.Unix()+62167219200, 10),
				"datetime":          start.Format("2006-01-02_15:04:05"),
				"rfc_1036":          start.Format("Mon, 02 Jan 2006 15:04:05 GMT"),
				"iso_8601":          start.Format(time.DateOnly),
				"iso_8601_combined": start.Format(time.RFC3339),
				"calling_from":      cell("caller_id_number"),
				"rate":              "",
			} {
				if cell(name) != want {
					t.Fatalf("%s: %s, want %s", name, cell(name), want)
				}
			}
			if !strings.HasPrefix(cell("unix_timestamp_micro"), cell("unix_timestamp")+".") {
				t.Fatalf("unix_timestamp_micro %s of %s", cell("unix_timestamp_micro"), cell("unix_timestamp"))
			}
			if strings.ContainsAny(cell("caller_id_name"), `",`) {
				quoted++
			}
			rows++
		}
	}
	if rows != len(want) || quoted == 0 {
		t.Errorf("%d rows, %d with commas or quotes in a name; want %d rows", rows, quoted, len(want))
	}
}

// failing is a file on a full disk.
type failing struct{ closed int }

func (f *failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
func (f *failing) Close() error              { f.closed++; return nil }

func TestKazooWriterErrors(t *testing.T) {
	denied := errors.New("permission denied")
	k := NewKazooWriter(func(string) (io.WriteCloser, error) { return nil, denied })
	opt := TrafficOptions{Start: tuesday, Duration: 20 * time.Minute, RatePerSec: 1}
	if err := Traffic(opt, k.Write); err != denied {
		t.Errorf("a file that cannot be made: %v", err)
	}
	disk := &failing{}
	k = NewKazooWriter(func(string) (io.WriteCloser, error) { return disk, nil })
	if err := Traffic(opt, k.Write); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("a full disk: %v", err)
	}
	if err := k.Close(); !errors.Is(err, io.ErrShortWrite) || disk.closed == 0 {
		t.Errorf("closing on a full disk: %v, closed %d times", err, disk.closed)
	}
	if err := k.Write(&cdr.Batch{Rows: 1}); err == nil || !strings.Contains(err.Error(), "call_id") {
		t.Errorf("a batch without columns: %v", err)
	}
}
