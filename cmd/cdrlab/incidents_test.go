package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// TestReadIncidents holds that labels have the times of the command line: an
// offset, or a wall clock of --tz that must exist once.
func TestReadIncidents(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	path := write("a.csv", "start,end,name\n2026-03-10 14:00,2026-03-10T14:00:00Z,a\n")
	list, remarks, err := readIncidents("--incidents", path, berlin)
	if err != nil || len(list) != 1 || list[0].Start.String() != "2026-03-10T13:00:00Z" || list[0].End.String() != "2026-03-10T14:00:00Z" {
		t.Errorf("%+v, %v", list, err)
	}
	if want := path + ": 1 of 2 times have no offset and are read in Europe/Berlin (--tz)"; !slices.Equal(remarks, []string{want}) {
		t.Errorf("remarks %q", remarks)
	}
	for text, want := range map[string]cdr.DataError{
		"start,end,name\n2026-10-25 02:30,2026-10-25 04:00,a\n": {
			Place:   path + ":2:1",
			Problem: `start: "2026-10-25 02:30" exists twice in Europe/Berlin: the clocks were put back over it`,
			Hint:    "2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00",
		},
		"- {name: a, start: 2026-03-28, end: 2026-03-29 02:30}\n": {
			Place:   path + ":1:37",
			Problem: `end: "2026-03-29 02:30" does not exist in Europe/Berlin: the clocks were put forward over it`,
			Hint:    "end 2026-03-29T03:30:00+02:00",
		},
	} {
		write("a.csv", text)
		_, _, err := readIncidents("--incidents", path, berlin)
		var bad *cdr.DataError
		if !errors.As(err, &bad) || *bad != want {
			t.Errorf("%q: %#v", text, err)
		}
	}
	if _, _, err := readIncidents("--incidents", filepath.Join(folder, "none"), berlin); err == nil {
		t.Error("a file that is not there is read")
	}
}
