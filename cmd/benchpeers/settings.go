package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// settings are the command line.
type settings struct {
	dir     string
	rows    int
	seed    uint64
	runs    int
	jobs    []job
	formats []format
	peers   []string
	date    string
}

// mostRows keeps a 32-bit count per gateway and delay from overflowing.
const mostRows = 1_000_000_000

// parseSettings reads the flags; what is wrong with them has been printed to
// stderr when it returns an error.
func parseSettings(args []string, stderr io.Writer) (*settings, error) {
	s := &settings{}
	var jobs, formats, peers string
	f := flag.NewFlagSet("benchpeers", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&s.dir, "dir", filepath.Join(os.TempDir(), "cdrlab-benchpeers"), "folder for data and packages, kept for later runs")
	f.IntVar(&s.rows, "rows", 1_000_000, "rows of the file")
	f.Uint64Var(&s.seed, "seed", 1, "seed of the file")
	f.IntVar(&s.runs, "runs", 5, "rounds that count")
	f.StringVar(&jobs, "jobs", "counts,kpi,replay", "what is asked: "+join(allJobs))
	f.StringVar(&formats, "formats", "csv,zstd,snappy,gzip,kazoo,freeswitch,asterisk,freepbx,cisco,yeti,kamailio,"+
		"acc_cdrs,cdrs,cgrates,cdr-stats,broadworks,ribbon,cel,month,accounts", "of which files: "+join(allFormats))
	f.StringVar(&peers, "peers", "duckdb,clickhouse,polars,wc", "whom beside cdrlab: "+join(allPeers()))
	f.StringVar(&s.date, "date", time.Now().UTC().Format(time.DateOnly), "date to print")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	err := s.choose(f.Args(), jobs, formats, peers)
	if err != nil {
		fmt.Fprintf(stderr, "benchpeers: %v\n", err)
	}
	return s, err
}

func allPeers() []string { return append(append([]string{}, engineNames...), wcName) }

func (s *settings) choose(rest []string, jobs, formats, peers string) (err error) {
	if len(rest) > 0 {
		return fmt.Errorf("%q found, flags only wanted", rest[0])
	}
	if s.rows < 1 || s.rows > mostRows {
		return fmt.Errorf("--rows: %d found, 1 to %d wanted", s.rows, mostRows)
	}
	if s.runs < 1 {
		return fmt.Errorf("--runs: %d found, at least 1 wanted", s.runs)
	}
	if s.jobs, err = chosen("jobs", jobs, allJobs); err != nil {
		return err
	}
	if s.formats, err = chosen("formats", formats, allFormats); err != nil {
		return err
	}
	s.peers, err = chosen("peers", peers, allPeers())
	return err
}

// needsNode tells whether anything asked for comes from npm.
func (s *settings) needsNode() bool {
	for _, f := range s.formats {
		if f.parquet() {
			return true
		}
	}
	for _, p := range s.peers {
		if p != wcName {
			return true
		}
	}
	return false
}
