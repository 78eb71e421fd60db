package plot

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/cmpimg"
)

// callsSample is two days of calls, whose outcomes differ in the afternoon.
func callsSample(t testing.TB) *CallsFigure {
	berlin := mustZone(t, "Europe/Berlin")
	f := &CallsFigure{
		Title: "Calls by what is dialled", Subtitle: "Two settings of one flag", Zone: berlin,
		Since: mustTime(t, "2026-03-09 00:00", berlin), Until: mustTime(t, "2026-03-11 00:00", berlin),
		Outcomes: []string{"phones", "failovers only", "both", "somebody left out", "nothing"},
		Panels:   []CallsPanel{{Caption: "off"}, {Caption: "on"}},
	}
	for i := range int64(900) {
		at := f.Since.Unix() + i*i*97%(48*3600)
		off := uint8(i * 7 % 5)
		on := off
		if off == 2 && at/3600%24 > 13 {
			on = 3
		}
		f.TimesUnix = append(f.TimesUnix, at)
		f.Panels[0].Outcomes = append(f.Panels[0].Outcomes, off)
		f.Panels[1].Outcomes = append(f.Panels[1].Outcomes, on)
	}
	return f
}

// balanceSample has names of all lengths, and more rows than there is room.
func balanceSample() *BalanceFigure {
	f := &BalanceFigure{Title: "Who gains and who loses", Subtitle: "By user", Gain: "gain", Loss: "loss", Certain: "certain loss"}
	for i := range uint64(MaxBalanceRows + 3) {
		f.Rows = append(f.Rows, BalanceRow{
			Name: strings.Repeat("Fridolin ", int(i%7)+1) + "\x00", Gain: i * 31 % 50, Loss: i * 17 % 40, Certain: i * 17 % 40 / 3,
		})
	}
	return f
}

// TestFigures compares with the golden files, byte by byte.
func TestFigures(t *testing.T) {
	calls, balance := callsSample(t), balanceSample()
	for name, draw := range map[string]func(*bytes.Buffer) error{
		"calls":   func(b *bytes.Buffer) error { return calls.Draw(b, SVG) },
		"balance": func(b *bytes.Buffer) error { return balance.Draw(b, SVG) },
	} {
		var got bytes.Buffer
		if err := draw(&got); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if same, err := cmpimg.Equal("svg", got.Bytes(), want); err != nil || !same {
			t.Errorf("%s differs (%v); if that is meant, run go test -update and look at it", golden, err)
		}
	}
}

// TestStacks: the bars of a panel hold each call once, in its time.
func TestStacks(t *testing.T) {
	f := callsSample(t)
	v := newCallsView(f)
	for p, stacks := range v.stacks {
		var got [MaxOutcomes]uint64
		for _, stack := range stacks {
			for o, n := range stack {
				got[o] += n
			}
		}
		var want [MaxOutcomes]uint64
		for _, o := range f.Panels[p].Outcomes {
			want[o]++
		}
		if got != want {
			t.Errorf("panel %d: %v, want %v", p, got, want)
		}
		if len(stacks) > callsBars {
			t.Errorf("panel %d: %d bars", p, len(stacks))
		}
	}
}

func TestCallsFigureRefuses(t *testing.T) {
	at := time.Unix(1_773_000_000, 0)
	for want, f := range map[string]*CallsFigure{
		"until before since":      {Since: at, Until: at.Add(-time.Hour), Outcomes: []string{"a"}, Panels: []CallsPanel{{}}},
		"0 outcomes":              {Since: at, Until: at, Panels: []CallsPanel{{}}},
		"no panel":                {Since: at, Until: at, Outcomes: []string{"a"}},
		"wanted one for each of":  {Since: at, Until: at, Outcomes: []string{"a"}, TimesUnix: []int64{1}, Panels: []CallsPanel{{}}},
		"outcome 1, wanted less":  {Since: at, Until: at, Outcomes: []string{"a"}, TimesUnix: []int64{1}, Panels: []CallsPanel{{Outcomes: []uint8{1}}}},
		"6 outcomes, wanted 1 to": {Since: at, Until: at, Outcomes: make([]string, 6), Panels: []CallsPanel{{}}},
	} {
		if err := f.Draw(&bytes.Buffer{}, PNG); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	empty := &CallsFigure{Since: at, Until: at, Outcomes: []string{"a"}, Panels: []CallsPanel{{}}}
	if err := empty.Draw(&bytes.Buffer{}, PNG); err != nil {
		t.Error(err)
	}
	bad := &BalanceFigure{Rows: []BalanceRow{{Certain: 1}}}
	if err := bad.Draw(&bytes.Buffer{}, PNG); err == nil || !strings.Contains(err.Error(), "certain loss 1") {
		t.Error(err)
	}
}
