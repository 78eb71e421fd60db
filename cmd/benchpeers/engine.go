package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strconv"
)

// The engines that come as npm packages, as named in --peers.
var engineNames = []string{"duckdb", "clickhouse", "polars"}

// aloneSuffix marks an engine of which only the query is measured.
const aloneSuffix = ", query alone"

// aloneRepeats is how often one process puts the same query; the median counts.
const aloneRepeats = 3

// engine is a peer that node runs: its driver lies beside its packages.
type engine struct {
	name, driver string
	// absent is why it is not there, "" if it is.
	absent  string
	version string
}

// reply is what a driver prints.
type reply struct {
	Version string `json:"version"`
	Answer  answer `json:"answer"`
	Queries []struct {
		WallSec float64 `json:"wall_s"`
		CPUSec  float64 `json:"cpu_s"`
	} `json:"queries"`
}

// newEngine installs a peer and asks it for its version.
func newEngine(ctx context.Context, peersDir, name string) (*engine, error) {
	e := &engine{name: name, driver: filepath.Join(peersDir, name, "driver.mjs")}
	err := install(ctx, filepath.Join(peersDir, name))
	if err == nil {
		var r reply
		r, _, err = e.ask(ctx, "version")
		e.version = r.Version
	}
	if err != nil {
		e.absent = err.Error()
	}
	return e, ctx.Err()
}

// ask runs the driver once.
func (e *engine) ask(ctx context.Context, args ...string) (r reply, c cost, err error) {
	stdout, c, err := measure(ctx, append([]string{"node", e.driver}, args...))
	if err == nil {
		err = json.Unmarshal(stdout, &r)
	}
	return r, c, err
}

func (e *engine) refuse(q question) string {
	if e.name == "polars" && q.format == formatBroken {
		return "it cannot leave out rows with missing fields"
	}
	return e.absent
}

// whole measures the process from its start to its end.
func (e *engine) whole() *contender {
	return &contender{name: e.name, refusal: e.refuse, run: e.runWhole,
		takes: func(q question) bool { return q.job != jobReplay && (e.name == "duckdb" || !q.format.spoken()) }}
}

func (e *engine) runWhole(ctx context.Context, q question) (cost, error) {
	_, c, err := e.answer(ctx, q, 1)
	return c, err
}

// alone measures the query without the start of the process, which is dear
// beside a query on Parquet.
func (e *engine) alone() *contender {
	return &contender{name: e.name + aloneSuffix, refusal: e.refuse, run: e.runAlone,
		takes: func(q question) bool { return q.format.parquet() }}
}

func (e *engine) runAlone(ctx context.Context, q question) (cost, error) {
	r, c, err := e.answer(ctx, q, aloneRepeats)
	if err != nil {
		return c, err
	}
	var wall, cpu []float64
	for _, query := range r.Queries {
		wall = append(wall, query.WallSec)
		cpu = append(cpu, query.CPUSec)
	}
	c.WallSec, c.CPUSec = median(wall), median(cpu)
	return c, nil
}

func (e *engine) answer(ctx context.Context, q question, repeat int) (reply, cost, error) {
	r, c, err := e.ask(ctx, string(q.job), string(q.format), q.file,
		strconv.Itoa(runtime.NumCPU()), strconv.Itoa(repeat))
	if err == nil && len(r.Queries) != repeat {
		err = errors.New("the driver did not say what its queries took")
	}
	if err == nil {
		err = q.truth.check(q.job, r.Answer, false)
	}
	return r, c, err
}

// writeParquet lets DuckDB turn a CSV file into Parquet, one million rows a
// row group.
func (e *engine) writeParquet(ctx context.Context, csvFile string, codec format, target string) error {
	if e.absent != "" {
		return fmt.Errorf("duckdb, which makes the Parquet files: %s", e.absent)
	}
	_, _, err := measure(ctx, []string{"node", e.driver, "parquet", csvFile, string(codec), target})
	return err
}
