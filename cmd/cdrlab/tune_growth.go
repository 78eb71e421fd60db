package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// volume is the recommendation at so many times the recorded volume.
type volume struct {
	scale  float64
	advice *tune.Advice
}

// volumeSteps are the volumes that thresholds are compared at.
var volumeSteps = [...]float64{1, 1.25, 1.5, 2, 3}

func (f *tuneFlags) checkScale() error {
	if f.scale > 0 && f.scale <= tune.MaxGrowth {
		return nil
	}
	return &cdr.UsageError{
		Problem: fmt.Sprintf("--scale: %v found, a number above 0 and up to %d wanted", f.scale, tune.MaxGrowth),
		Hint:    "--scale 1.5",
	}
}

// volumes tunes for each step of growth.
func (run *tuneRun) volumes(ctx context.Context) ([]volume, error) {
	var list []volume
	for _, scale := range volumeSteps {
		if scale == run.scale {
			list = append(list, volume{scale, run.advice})
			continue
		}
		set, err := tune.Grow(run.set, &run.opt, scale, run.seed)
		if err != nil {
			return nil, err
		}
		advice, err := run.recommend(ctx, set)
		if err != nil {
			return nil, err
		}
		list = append(list, volume{scale, advice})
	}
	return list, nil
}

// growthLines are the table of thresholds against volume.
func (run *tuneRun) growthLines() []string {
	if len(run.growth) == 0 {
		return nil
	}
	header := []string{"SET AT VOLUME"}
	for _, v := range run.growth {
		header = append(header, fmt.Sprintf("x%v", v.scale))
	}
	rows := [][]string{header}
	for i := range run.advice.Causes {
		row := []string{clip(oneLine(run.advice.Causes[i].Cause), causeColumns)}
		for _, v := range run.growth {
			r := &v.advice.Causes[i]
			cell := strings.Join(thresholdWords(&r.Set), ", ")
			switch {
			case r.Usual != nil && cell == "":
				cell = "-"
			case !r.Met:
				cell = "cannot"
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	return alignRows(rows)
}
