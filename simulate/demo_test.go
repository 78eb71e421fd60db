package simulate

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// demoOptions reads the options of the demo traffic from the command that its
// README gives.
func demoOptions(t *testing.T) TrafficOptions {
	t.Helper()
	readme, err := os.ReadFile("../testdata/demo/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, command, found := strings.Cut(string(readme), "    bin/cdrlab simulate traffic ")
	if !found {
		t.Fatal("the demo's README has no command")
	}
	command, _, _ = strings.Cut(command, "\n")
	var opt TrafficOptions
	words := strings.Fields(command)
	for i := 0; i+1 < len(words); i += 2 {
		value := words[i+1]
		switch words[i] {
		case "--seed":
			opt.Seed, err = strconv.ParseUint(value, 10, 64)
		case "--start":
			opt.Start, err = time.Parse(time.RFC3339, value)
		case "--duration":
			opt.Duration, err = time.ParseDuration(value)
		case "--rate":
			opt.RatePerSec, err = strconv.ParseFloat(value, 64)
		case "--accounts":
			opt.Accounts, err = strconv.Atoi(value)
		case "--gateways":
			opt.Gateways, err = strconv.Atoi(value)
		case "--incident":
			var in Incident
			in, err = ParseIncident(value)
			opt.Incidents = append(opt.Incidents, in)
		case "-o", "--kazoo-dir":
		default:
			t.Fatalf("the demo's command has the flag %s", words[i])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return opt
}

// TestDemo holds the committed KAZOO files against the command beside them.
func TestDemo(t *testing.T) {
	files := export(t, demoOptions(t))
	committed, err := filepath.Glob("../testdata/demo/kazoo/*.csv")
	if err != nil || len(committed) != len(files) {
		t.Fatalf("%d files committed, the command writes %d (%v)", len(committed), len(files), err)
	}
	for account, want := range files {
		got, err := os.ReadFile(filepath.Join("../testdata/demo/kazoo", account+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s.csv is not what the command writes", account)
		}
	}
}
