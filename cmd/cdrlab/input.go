package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// inputFlags are the flags of every command that reads CDRs.
type inputFlags struct {
	dialect, accountFrom, zone string
	columns                    []string
	since, until               string
	accounts, causes           []string
	directions, gateways       []string
	rejects, maxRejects        string
	strict                     bool
	dedupe, memory             string
	explain                    bool
	group                      flagGroup
}

// input is what the flags mean.
type input struct {
	read   cdrfmt.Options
	filter cdr.Filter
	// zone is --tz: that of text and pictures, and of times without an offset.
	zone *time.Location
	// rejects is the path for rejected rows, or "".
	rejects string
}

func newInputFlags() *inputFlags {
	f := &inputFlags{group: newGroup("Input flags")}
	s := f.group.flags
	s.StringVar(&f.dialect, "dialect", "auto", "`NAME` of the dialect of INPUT; auto recognises it by content")
	s.StringArrayVar(&f.columns, "column", nil, "take a field from a column: `SPEC` is FIELD=NAME_OR_INDEX[:UNIT], index from 1 (repeatable)")
	s.StringVar(&f.accountFrom, "account-from", "", "`SOURCE` of an account that no column holds: file, dir or =ID")
	s.StringVar(&f.zone, "tz", "UTC", "`ZONE` of times without an offset, and of text and pictures")
	s.StringVar(&f.since, "since", "", "only legs that ended at or after `T`")
	s.StringVar(&f.until, "until", "", "only legs that ended before `T`")
	s.StringArrayVar(&f.accounts, "account", nil, "only the account with this `ID` (repeatable)")
	s.StringArrayVar(&f.causes, "cause", nil, "only the hangup cause of this `NAME` (repeatable)")
	s.StringArrayVar(&f.directions, "direction", nil, "only this `DIRECTION`: inbound, outbound or unknown (repeatable)")
	s.StringArrayVar(&f.gateways, "gateway", nil, "only the gateway of this `NAME` (repeatable)")
	s.StringVar(&f.rejects, "rejects", "", "write rejected rows to `FILE` (CSV)")
	s.StringVar(&f.maxRejects, "max-rejects", "1%", "fail if more rows are rejected than `LIMIT`: N or P%")
	s.BoolVar(&f.strict, "strict", false, "fail at the first rejected row; read every value, even of columns that statistics could answer for")
	s.StringVar(&f.dedupe, "dedupe", "auto", "`MODE` of dropping repeated rows: auto (of inputs that overlap), on or off")
	s.StringVar(&f.memory, "memory", "1GB", "`SIZE` of the memory for finding repeated rows; beyond it temporary files")
	s.BoolVar(&f.explain, "explain-input", false, "say how each INPUT is understood and show its first rows, and do no more")
	f.group.input = f
	return f
}

// resolve checks the flags.
func (f *inputFlags) resolve(con *console) (*input, error) {
	in := &input{rejects: f.rejects, filter: cdr.Filter{
		Accounts: f.accounts, Causes: f.causes, Directions: f.directions, Gateways: f.gateways,
	}}
	in.read.Strict = f.strict
	in.read.Stdin = con.stdin
	steps := []func(*input) error{f.resolveZone, f.resolvePeriod, f.resolveDialect, f.resolveLimits}
	for _, step := range steps {
		if err := step(in); err != nil {
			return nil, err
		}
	}
	return in, nil
}

func (f *inputFlags) resolveZone(in *input) error {
	zone, err := time.LoadLocation(f.zone)
	if err != nil || f.zone == "" || f.zone == "Local" {
		return &cdr.UsageError{
			Problem: fmt.Sprintf("--tz: %q found, the name of a zone wanted", f.zone),
			Hint:    "--tz Europe/Berlin or --tz UTC",
		}
	}
	in.zone, in.read.Zone = zone, zone
	return nil
}

func (f *inputFlags) resolvePeriod(in *input) error {
	for _, bound := range []struct {
		flag, text string
		sec        *int64
	}{{"--since", f.since, &in.filter.SinceSec}, {"--until", f.until, &in.filter.UntilSec}} {
		if bound.text == "" {
			continue
		}
		sec, err := parseInstant(bound.flag, bound.text, in.zone)
		if err != nil {
			return err
		}
		*bound.sec = int64(sec)
	}
	if f.since != "" && f.until != "" && in.filter.SinceSec >= in.filter.UntilSec {
		return &cdr.UsageError{Problem: fmt.Sprintf("--until: %s found, a time after --since %s wanted", f.until, f.since)}
	}
	return nil
}

func (f *inputFlags) resolveDialect(in *input) (err error) {
	if in.read.Dialect, err = dialect.ParseDialect(f.dialect); err != nil {
		return err
	}
	for _, text := range f.columns {
		c, err := dialect.ParseColumn(text)
		if err != nil {
			return err
		}
		in.read.Columns = append(in.read.Columns, c)
	}
	if id, given := strings.CutPrefix(f.accountFrom, "="); f.accountFrom != "" && (!given || id == "") {
		if err := oneOf("--account-from", f.accountFrom, "file", "dir", "=ID"); err != nil {
			return err
		}
	}
	in.read.AccountFrom = f.accountFrom
	for _, d := range f.directions {
		if err := oneOf("--direction", d, "inbound", "outbound", "unknown"); err != nil {
			return err
		}
	}
	// The same fields whatever the command, so that all reject the same rows.
	// A cause may be absent in a row, but not in a whole file.
	in.read.Need = cdr.FieldsOf(cdr.EndTime, cdr.HangupCause)
	in.read.Glance = cdr.FieldsOf(cdr.DurationMs) // negative ones are told of
	in.read.Want = cdr.FieldsOf(cdr.AccountID)
	if len(f.directions) > 0 {
		in.read.Want |= cdr.FieldsOf(cdr.Direction)
	}
	if len(f.gateways) > 0 {
		in.read.Want |= cdr.FieldsOf(cdr.ResourceID)
	}
	return nil
}

func (f *inputFlags) resolveLimits(in *input) (err error) {
	if in.read.MaxRejects, err = parseRejectLimit("--max-rejects", f.maxRejects); err != nil {
		return err
	}
	if in.read.MemoryBytes, err = parseSize("--memory", f.memory); err != nil {
		return err
	}
	if err := oneOf("--dedupe", f.dedupe, "auto", "on", "off"); err != nil {
		return err
	}
	in.read.Dedupe = map[string]cdrfmt.DedupeMode{
		"auto": cdrfmt.DedupeAuto, "on": cdrfmt.DedupeOn, "off": cdrfmt.DedupeOff,
	}[f.dedupe]
	return nil
}
