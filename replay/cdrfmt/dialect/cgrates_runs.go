package dialect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// CGRateS writes a record for each service, of which *voice alone is a call,
// and for each run of rating, so that one call may have several records.

const (
	asideServices = iota
	asideRuns
)

// setAside makes the layout pass over the records of other services and of
// the runs that rate the same calls again.
func (l *Layout) setAside(sep byte, at map[string]int, rows []*lex.Record) {
	service, ok := at["tor"]
	if !ok {
		return
	}
	l.asides = []string{"of other services than *voice"}
	run, kept := l.settleRun(at, service, rows)
	if kept != "" {
		l.asides = append(l.asides, "of other runs than "+kept+", which rate the same calls again")
	}
	l.aside = func(raw []byte) int {
		switch tor := rawField(raw, sep, service); {
		case len(tor) == 0 || tor[0] != '*': // Decode's to judge
			return -1
		case string(tor) != "*voice":
			return asideServices
		case kept != "" && string(rawField(raw, sep, run)) != kept:
			return asideRuns
		}
		return -1
	}
}

// settleRun chooses the run of rating whose records stand for the calls, ""
// for all: the default one, or else the raw records. The records of the others
// are passed over only if most of their calls are among its own.
func (l *Layout) settleRun(at map[string]int, service int, rows []*lex.Record) (run int, kept string) {
	run, call := firstOf(at, "runid run_id"), firstOf(at, "originid origin_id cgrid")
	if run < 0 || call < 0 {
		return run, ""
	}
	calls := map[string]map[string]bool{} // of each run
	var runs []string
	for _, r := range rows {
		if max(run, call, service) >= r.Len() || string(trim(r.Field(service))) != "*voice" {
			continue
		}
		name := string(trim(r.Field(run)))
		if calls[name] == nil {
			runs, calls[name] = append(runs, name), map[string]bool{}
		}
		calls[name][string(trim(r.Field(call)))] = true
	}
	if len(runs) < 2 {
		return run, ""
	}
	slices.Sort(runs)
	kept = runs[0]
	for _, name := range runs {
		if runRank(name) < runRank(kept) || runRank(name) == runRank(kept) && len(calls[name]) > len(calls[kept]) {
			kept = name
		}
	}
	again, others := 0, 0
	for _, name := range runs {
		for id := range calls[name] {
			if name == kept {
				continue
			}
			if others++; calls[kept][id] {
				again++
			}
		}
	}
	if kept == "" || again*2 <= others {
		l.remark(fmt.Sprintf("cgrates: records of the runs %s, each counted as a leg of its own", strings.Join(runs, ", ")))
		return run, ""
	}
	return run, kept
}

// runRank is 0 for the run that every installation has, and more for others.
func runRank(name string) int {
	for i, known := range []string{"*default", "default", "*raw"} {
		if name == known {
			return i
		}
	}
	return 3
}
