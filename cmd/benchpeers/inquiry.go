package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// inquiry puts questions and prints a table for each.
type inquiry struct {
	data     *dataset
	field    []*contender // cdrlab first
	rounds   int
	out      io.Writer
	progress func(string)
	asked    []question
	results  [][]result // of each question, none if it was not put
	failed   bool
}

// ask puts those of the jobs that suit a format.
func (i *inquiry) ask(ctx context.Context, f format, jobs []job) error {
	jobs = slices.DeleteFunc(slices.Clone(jobs), func(j job) bool { return !j.suits(f) })
	if len(jobs) == 0 {
		return nil
	}
	i.progress(fmt.Sprintf("%s: the file", f))
	file, known, err := i.data.file(ctx, f)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		i.failed = true
		_, err = fmt.Fprintf(i.out, "%s: NOT RUN: %v\n\n", f, err)
		return err
	}
	for _, j := range jobs {
		if err := i.put(ctx, question{job: j, format: f, file: file, truth: known}); err != nil {
			return err
		}
	}
	return nil
}

// put asks one question, unless cdrlab cannot answer it: peers alone are no
// comparison.
func (i *inquiry) put(ctx context.Context, q question) error {
	i.asked = append(i.asked, q)
	if reason := i.field[0].refusal(q); reason != "" {
		i.results = append(i.results, nil)
		_, err := fmt.Fprintf(i.out, "%s, %s: NOT RUN: %s\n\n", q.job, q.format, reason)
		return err
	}
	info, err := os.Stat(q.file)
	if err != nil {
		return err
	}
	results, err := contest(ctx, q, i.field, i.rounds, i.progress)
	if err != nil {
		return err
	}
	i.results = append(i.results, results)
	i.failed = i.failed || slices.ContainsFunc(results, func(r result) bool { return r.failed })
	return writeTable(i.out, q, info.Size(), results)
}

// close prints the goals and how to read the figures. It returns an error if
// anything failed; the tables say who and why.
func (i *inquiry) close() error {
	if err := writeGoals(i.out, i.asked, i.results); err != nil {
		return err
	}
	_, err := fmt.Fprintf(i.out, "CPU: user and system, whole process, or query alone where it says so (median of %d in one process).\n"+
		"RSS: the peak; none below %.0f MB can be seen. Every answer was checked.\n", aloneRepeats, float64(ownPeakBytes())/1e6)
	if err == nil && i.failed {
		err = errors.New("not everything ran with the right answer")
	}
	return err
}
