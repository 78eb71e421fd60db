package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// cdrlabName is the contender that all others are held against.
const cdrlabName = "cdrlab"

// kpiColumns are what the job kpi asks of cdrlab.
const kpiColumns = "legs,asr_pct,acd_s,pdd_mean_ms,pdd_p95_ms,accounts"

// cdrlab is this tree's program, built for the occasion.
type cdrlab struct {
	binary, scratch string
	// noAnalyze is why it cannot do the job kpi, "" if it can.
	noAnalyze string
}

// buildCdrlab builds the program of the module that the working folder is in.
func buildCdrlab(ctx context.Context, dir string) (*cdrlab, error) {
	l := &cdrlab{binary: filepath.Join(dir, "cdrlab"), scratch: filepath.Join(dir, "counts.csv")}
	build := []string{"go", "build", "-o", l.binary, "github.com/cdrlab/cdrlab/cmd/cdrlab"}
	if _, _, err := measure(ctx, build); err != nil {
		return nil, fmt.Errorf("building cdrlab: %w", err)
	}
	// Help on a command that is not there is help on the others.
	help, _, err := measure(ctx, []string{l.binary, "analyze", "--help"})
	if !bytes.Contains(help, []byte("--kpi")) {
		l.noAnalyze = "this cdrlab has no command analyze"
	}
	return l, err
}

func (l *cdrlab) contender() *contender {
	return &contender{name: cdrlabName, takes: always, run: l.run, refusal: func(q question) string {
		if q.job == jobKPI {
			return l.noAnalyze
		}
		return ""
	}}
}

// command asks a question of cdrlab.
func (l *cdrlab) command(q question) []string {
	switch q.job {
	case jobKPI:
		return []string{l.binary, "analyze", q.file, "--by", "gateway", "--kpi", kpiColumns, "--format", "csv"}
	case jobReplay:
		start := time.Unix(firstSecond, 0).UTC().Format(time.RFC3339)
		command := []string{l.binary, "replay", q.file, "--thresholds", q.file + thresholdsEnding, "--app-start", start, "--format", "json"}
		if q.format == formatAccounts {
			command = append(command, "--check-accounts")
		}
		return command
	}
	command := []string{l.binary, "count", q.file, "-o", l.scratch, "--format", "csv"}
	if d := dialects[q.format]; d != nil && d.allCauses {
		command = append(command, "--all-causes")
	}
	return command
}

func (l *cdrlab) run(ctx context.Context, q question) (cost, error) {
	// To delete the last answer is no part of a round.
	if err := os.Remove(l.scratch); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cost{}, err
	}
	stdout, c, err := measure(ctx, l.command(q))
	if err != nil {
		return c, err
	}
	var got answer
	switch q.job {
	case jobKPI:
		got.KPI, err = readKPI(bytes.NewReader(stdout))
	case jobReplay:
		got.Replay, err = readReplay(stdout)
	default:
		got.Counts, err = readCountsFile(l.scratch)
	}
	if err != nil {
		return c, err
	}
	return c, q.truth.check(q.job, got, true)
}
