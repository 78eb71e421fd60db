package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/simulate/failover/study"
)

// callKinds are what --list takes, and which calls each are.
var callKinds = map[string]func(*study.Outcome) bool{
	"all":        func(*study.Outcome) bool { return true },
	"decided":    func(o *study.Outcome) bool { return o.Status == study.Decided },
	"undecided":  func(o *study.Outcome) bool { return o.Status == study.Undecided },
	"no-phone":   func(o *study.Outcome) bool { return o.Status == study.NoPhone },
	"same":       decidedAs(func(o *study.Outcome) bool { return o.Change == study.Same }),
	"better-on":  decidedAs(func(o *study.Outcome) bool { return o.Change.Better() }),
	"worse-on":   decidedAs(func(o *study.Outcome) bool { return o.Change.Worse() }),
	"own-phone":  decidedAs(func(o *study.Outcome) bool { return o.Change == study.OwnPhone }),
	"duplicate":  decidedAs(func(o *study.Outcome) bool { return o.Change == study.Duplicate }),
	"gained":     decidedAs(func(o *study.Outcome) bool { return o.Change == study.Gained }),
	"trap":       decidedAs(func(o *study.Outcome) bool { return o.Change == study.Trap }),
	"exception":  decidedAs(func(o *study.Outcome) bool { return o.Change == study.Exception }),
	"answered":   decidedAs(func(o *study.Outcome) bool { return len(o.Answered) > 0 }),
	"nothing":    decidedAs(func(o *study.Outcome) bool { return len(o.Off.Dial) == 0 || len(o.On.Dial) == 0 }),
	"disagree":   decidedAs(func(o *study.Outcome) bool { return o.Agreement.Verdict == study.Disagrees }),
	"kept-alive": decidedAs(func(o *study.Outcome) bool { return o.KeptAlive }),
}

func decidedAs(is func(*study.Outcome) bool) func(*study.Outcome) bool {
	return func(o *study.Outcome) bool { return o.Status == study.Decided && is(o) }
}

// listKinds are the words for --list.
func listKinds() []string { return slices.Sorted(maps.Keys(callKinds)) }

// listed tells whether a call is one of those asked for.
func (run *failoverRun) listed(o *study.Outcome) bool {
	return run.list == "" || callKinds[run.list](o)
}

// writeList writes the calls of --list, a line each.
func (run *failoverRun) writeList(ctx context.Context, w io.Writer) error {
	rows := [][]string{{"TIME", "ACCOUNT", "NUMBER", "RINGS", "OFF", "ON", "WHAT", "CALL_ID"}}
	err := run.scenarios[0].Each(ctx, func(o *study.Outcome) error {
		if run.listed(o) {
			rows = append(rows, run.listRow(o))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(rows) == 1 {
		fmt.Fprintf(w, "No call is %s.\n", run.list)
		return nil
	}
	for _, line := range alignRows(rows) {
		fmt.Fprintln(w, line)
	}
	return nil
}

// listRow is one call of --list.
func (run *failoverRun) listRow(o *study.Outcome) []string {
	at := replay.Second(o.Call.StartUs / 1_000_000).Time().In(run.zone).Format("2006-01-02 15:04:05")
	account := o.AccountName
	if account == "" {
		account = o.Call.Account
	}
	row := []string{at, shown(account), shown(o.Call.Number), "-", "-", "-", o.Reason, oneLine(o.Call.CallID)}
	if o.Status != study.Decided {
		return row
	}
	row[3] = shown(o.Target)
	row[4], row[5] = dialText(o.Dialled(&o.Off), o.Off.Result.String()), dialText(o.Dialled(&o.On), o.On.Result.String())
	row[6] = o.Change.String()
	if len(o.Losers) > 0 {
		row[6] += ": " + oneLine(strings.Join(o.Losers, ", "))
	}
	if len(o.Answered) > 0 {
		row[6] += ", answered"
	}
	if a := o.Agreement; a.Verdict == study.Disagrees {
		row[6] += "; unseen " + orDash(a.Unseen) + ", unforeseen " + orDash(a.Unforeseen)
	}
	return row
}

func dialText(names []string, result string) string {
	if len(names) == 0 {
		return result
	}
	short := slices.Clone(names)
	for i, name := range short {
		short[i] = shown(name)
	}
	return strings.Join(short, ",")
}

func orDash(names []string) string {
	if len(names) == 0 {
		return "-"
	}
	return dialText(names, "")
}
