package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// fakeTerminal keeps what is written and says so, write by write.
type fakeTerminal struct {
	width   int
	written chan string
}

func (f *fakeTerminal) Write(b []byte) (int, error) {
	f.written <- string(b)
	return len(b), nil
}

func (f *fakeTerminal) columns() int { return f.width }

// screenAfter is the line a terminal shows after the writes.
func screenAfter(line string, writes ...string) string {
	cells, at := []byte(line), 0
	for _, w := range writes {
		for _, c := range []byte(w) {
			if c == '\r' {
				at = 0
				continue
			}
			if at == len(cells) {
				cells = append(cells, ' ')
			}
			cells[at] = c
			at++
		}
	}
	return strings.TrimRight(string(cells), " ")
}

func TestProgressLine(t *testing.T) {
	for _, c := range []struct {
		done, total, rows int64
		after             time.Duration
		columns           int
		want              string
	}{
		{0, 1_700_000_000, 0, time.Second, 80, "0% of 1.7 GB read"},
		{1, 1_700_000_000, 0, time.Second, 80, "under 1% of 1.7 GB read, 472,222 h left"},
		{578_000_000, 1_700_000_000, 2_000_000, time.Second, 80, "34% of 1.7 GB read, 2 s left, 2,000,000 rows/s"},
		{578_000_000, 1_700_000_000, 2_000_000, time.Second, 47, "34% of 1.7 GB read, 2 s left, 2,000,000 rows/s"},
		{578_000_000, 1_700_000_000, 2_000_000, time.Second, 46, "34% of 1.7 GB read, 2 s left"},
		{578_000_000, 1_700_000_000, 2_000_000, time.Second, 20, "34% of 1.7 GB read"},
		{578_000_000, 1_700_000_000, 2_000_000, time.Second, 5, ""},
		{100, 1000, 0, 20 * time.Minute, 80, "10% of 1 kB read, 3 h left"},
		{400, 1000, 70000, 20 * time.Minute, 80, "40% of 1 kB read, 30 min left, 58 rows/s"},
		{1000, 1000, 70000, time.Second, 80, "all 1 kB read, finishing"},
		{1200, 1000, 70000, time.Second, 80, "all 1 kB read, finishing"},
		{64 << 10, 0, 900, time.Second, 80, "66 kB read, 900 rows/s"},
		{999, 0, 0, 0, 80, "999 B read"},
	} {
		p := &progress{screen: &fakeTerminal{width: c.columns}, totalBytes: c.total}
		p.bytes.Store(c.done)
		p.rows.Store(c.rows)
		if got := p.line(c.after); got != c.want {
			t.Errorf("%d of %d bytes, %d rows, %v, %d columns: %q, want %q", c.done, c.total, c.rows, c.after, c.columns, got, c.want)
		}
	}
}

// Each tick renews the line, however its length changes, and the end wipes it.
func TestProgressIsWiped(t *testing.T) {
	screen := &fakeTerminal{80, make(chan string, 1)}
	began := time.Unix(0, 0)
	p := &progress{screen: screen, began: began}
	ticks := make(chan time.Time)
	end := p.show(ticks)
	line := ""
	for sec, done := range []int64{999, 1_000_000, 12} {
		p.bytes.Store(done)
		ticks <- began.Add(time.Duration(sec+1) * time.Second)
		line = screenAfter(line, <-screen.written)
		if want := sizeText(done) + " read"; line != want {
			t.Errorf("the screen shows %q, want %q", line, want)
		}
	}
	end()
	if line = screenAfter(line, <-screen.written); line != "" {
		t.Errorf("the screen still shows %q", line)
	}
}

// Without a tick nothing is written, not even to wipe it.
func TestProgressOfAShortRun(t *testing.T) {
	screen := &fakeTerminal{80, make(chan string, 1)}
	p := &progress{screen: screen}
	p.show(nil)()
	select {
	case w := <-screen.written:
		t.Errorf("%q was written", w)
	default:
	}
}

// Progress changes no answer and is for terminals only; --quiet ends it.
func TestWhereProgressIsShown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "in.csv")
	if err := os.WriteFile(path, []byte("end_time,hangup_cause\n2026-03-10T10:00:00Z,CALL_REJECTED\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	screen := &fakeTerminal{80, make(chan string, 1000)}
	var answers []string
	for _, stderr := range []io.Writer{screen, io.Discard} {
		for _, quiet := range []bool{false, true} {
			in, err := newInputFlags().resolve(&console{})
			if err != nil {
				t.Fatal(err)
			}
			con := &console{stdin: bytes.NewReader(nil), stdout: io.Discard, stderr: stderr, quiet: quiet}
			r := &reading{paths: []string{path}, in: in}
			got, err := r.read(t.Context(), con, &outputs{})
			if err != nil {
				t.Fatal(err)
			}
			answers = append(answers, fmt.Sprint(got.rows, got.accounts, got.set.Fingerprint()))
		}
	}
	for _, a := range answers {
		if a != answers[0] {
			t.Errorf("%s, want %s", a, answers[0])
		}
	}
	if terminalOf(screen) == nil || terminalOf(&bytes.Buffer{}) != nil {
		t.Error("a terminal is not told from a buffer")
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if terminalOf(null) != nil {
		t.Error("the null device is taken for a terminal")
	}
}
