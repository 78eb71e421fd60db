package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

func readCountsFile(path string) (*countsAnswer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readCounts(f)
}

// readCounts sums up saved counts, line by line, so that this program stays
// small: its size is the least that can be seen of others.
func readCounts(r io.Reader) (*countsAnswer, error) {
	lines := bufio.NewScanner(r)
	if !lines.Scan() || lines.Text() != "second,cause,account,n" {
		return nil, errors.New("cdrlab count: found no header of saved counts")
	}
	a := &countsAnswer{}
	for lines.Scan() {
		line := lines.Bytes()
		n, err := strconv.ParseInt(string(line[bytes.LastIndexByte(line, ',')+1:]), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("cdrlab count: %q does not end in a number", line)
		}
		a.Groups++
		a.Sum += n
		a.Largest = max(a.Largest, n)
	}
	return a, lines.Err()
}

// readKPI reads the table of cdrlab analyze: the gateway first, the rest by
// the names of the columns. Undefined figures are 0, as in the truth.
func readKPI(r io.Reader) ([]gatewayAnswer, error) {
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("cdrlab analyze: %w", err)
	}
	if len(rows) == 0 {
		return nil, errors.New("cdrlab analyze: no output")
	}
	var out []gatewayAnswer
	for _, cells := range rows[1:] {
		g := gatewayAnswer{Gateway: cells[0]}
		for _, name := range strings.Split(kpiColumns, ",") {
			value, err := cellOf(rows[0], cells, name)
			if err != nil {
				return nil, err
			}
			g.set(name, value)
		}
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b gatewayAnswer) int { return cmp.Compare(a.Gateway, b.Gateway) })
	return out, nil
}

func cellOf(header, cells []string, name string) (float64, error) {
	for i, h := range header {
		switch {
		case h != name:
		case cells[i] == "":
			return 0, nil
		default:
			value, err := strconv.ParseFloat(cells[i], 64)
			if err != nil {
				return 0, fmt.Errorf("cdrlab analyze: %s: %s: %q is not a number", cells[0], name, cells[i])
			}
			return value, nil
		}
	}
	return 0, fmt.Errorf("cdrlab analyze: no column %s", name)
}

// set gives one of the kpiColumns its value.
func (g *gatewayAnswer) set(column string, value float64) {
	switch column {
	case "legs":
		g.Legs = int64(value)
	case "asr_pct":
		g.ASRPct = value
	case "acd_s":
		g.ACDSec = value
	case "pdd_mean_ms":
		g.PDDMeanMs = value
	case "pdd_p95_ms":
		g.PDDP95Ms = value
	case "accounts":
		g.Accounts = int64(value)
	}
}

// readReplay reads the JSON of cdrlab replay.
func readReplay(text []byte) (*replayAnswer, error) {
	var found struct {
		Input struct {
			Events int64 `json:"events"`
		} `json:"input"`
		Firings []struct{} `json:"firings"`
	}
	if err := json.Unmarshal(text, &found); err != nil {
		return nil, fmt.Errorf("cdrlab replay: %w", err)
	}
	return &replayAnswer{Events: found.Input.Events, Firings: len(found.Firings)}, nil
}
