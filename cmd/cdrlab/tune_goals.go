package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// goalFlags say what thresholds are wanted to do.
type goalFlags struct {
	grace, maxFalse, within, reset, holdout string
	group                                   flagGroup
}

// goals are what the flags mean.
type goals struct {
	tune.Goals
	graceSec int64
	// holdout is the part of the period kept from tuning, 0 to less than 1.
	holdout float64
}

func newGoalFlags() *goalFlags {
	f := &goalFlags{group: newGroup("Goal flags")}
	s := f.group.flags
	s.StringVar(&f.maxFalse, "max-false-firings", "1/week", "at most `N/DURATION` firings of a cause outside incidents: 1/week, 2/30d")
	s.StringVar(&f.within, "detect-within", "5m", "each incident detected within `DURATION` of its start")
	s.StringVar(&f.reset, "reset-within", "1h", "rather thresholds whose firings end within `DURATION` after their incidents")
	s.StringVar(&f.grace, "grace", "10m", "a firing up to `DURATION` after an incident's end still belongs to it")
	s.StringVar(&f.holdout, "holdout", "", "keep the last `P%` of the period from tuning, and say how the thresholds do there")
	return f
}

func (f *goalFlags) resolve() (*goals, error) {
	g := &goals{}
	for _, d := range []struct {
		flag, text string
		sec        *int64
	}{
		{"--grace", f.grace, &g.graceSec}, {"--detect-within", f.within, &g.WithinSec}, {"--reset-within", f.reset, &g.ResetSec},
	} {
		duration, err := parseDuration(d.flag, d.text)
		if err != nil {
			return nil, err
		}
		*d.sec = int64(duration / time.Second)
	}
	var err error
	if g.MaxFalse, g.PerSec, err = parseFrequency("--max-false-firings", f.maxFalse); err != nil {
		return nil, err
	}
	if f.holdout != "" {
		if g.holdout, err = parseHoldout(f.holdout); err != nil {
			return nil, err
		}
	}
	return g, g.Validate()
}

// frequencyUnits are the durations that have a name.
var frequencyUnits = map[string]int64{"hour": 3600, "day": 86400, "week": 7 * 86400, "month": 30 * 86400, "year": 365 * 86400}

// parseFrequency reads N/DURATION.
func parseFrequency(flag, text string) (n float64, sec int64, err error) {
	wrong := &cdr.UsageError{
		Problem: fmt.Sprintf("%s: %q found, N/DURATION wanted", flag, text),
		Hint:    flag + " 1/week, 2/30d or 0.5/day",
	}
	number, unit, ok := strings.Cut(text, "/")
	n, parseErr := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if !ok || parseErr != nil || !(n >= 0 && n <= math.MaxInt32) {
		return 0, 0, wrong
	}
	unit = strings.TrimSpace(unit)
	if sec, ok = frequencyUnits[unit]; ok {
		return n, sec, nil
	}
	d, parseErr := parseDuration(flag, unit)
	if parseErr != nil || d < time.Second {
		return 0, 0, wrong
	}
	return n, int64(d / time.Second), nil
}

// parseHoldout reads a percentage of the period.
func parseHoldout(text string) (float64, error) {
	if share, ok := strings.CutSuffix(text, "%"); ok {
		if p, err := strconv.ParseFloat(share, 64); err == nil && p > 0 && p <= 90 {
			return p / 100, nil
		}
	}
	return 0, &cdr.UsageError{
		Problem: fmt.Sprintf("--holdout: %q found, a percentage above 0 and up to 90 wanted", text),
		Hint:    "--holdout 25%",
	}
}
