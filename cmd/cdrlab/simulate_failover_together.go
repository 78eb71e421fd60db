package main

import (
	"maps"
	"slices"

	"github.com/spf13/pflag"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// failoverGoesWith are the flags that each way of using the command reads
// beside its own and those of every one. INPUT reads all but those of others.
var failoverGoesWith = map[string][]string{
	"--bridge":        {"release"},
	"--calls":         {"release", "config"},
	"--registrar":     {},
	"--registered-at": {"registrations", "taken-at", "config", "node", "zone", "tz"},
}

// together checks that the flags given belong to the way the command is used.
func (f *failoverFlags) together(flags *pflag.FlagSet, mode string) (err error) {
	flags.Visit(func(flag *pflag.Flag) {
		name := "--" + flag.Name
		_, own := failoverGoesWith[name]
		if err != nil || own || slices.Contains([]string{"output", "format", "quiet"}, flag.Name) {
			return
		}
		if with, listed := failoverGoesWith[mode]; listed && !slices.Contains(with, flag.Name) {
			err = &cdr.UsageError{Problem: name + " does not go with " + mode, Hint: name + " goes with " + orList(goesWith(flag.Name))}
		}
	})
	switch {
	case err != nil:
		return err
	case mode == "--registered-at" && len(f.registrations) == 0:
		return &cdr.UsageError{Problem: "--registered-at: no registrations given; --registrations wanted", Hint: "--registrations FILE"}
	case mode == "INPUT":
		return f.checkStudy()
	}
	return nil
}

// goesWith are the ways in which a flag is read.
func goesWith(flag string) []string {
	list := []string{"INPUT"}
	for _, mode := range slices.Sorted(maps.Keys(failoverGoesWith)) {
		if slices.Contains(failoverGoesWith[mode], flag) {
			list = append(list, mode)
		}
	}
	return list
}

// checkStudy reports flags that cannot be meant for the calls of INPUT.
func (f *failoverFlags) checkStudy() error {
	for _, flag := range []struct {
		name  string
		given []string
	}{{"--cause", f.input.causes}, {"--direction", f.input.directions}, {"--gateway", f.input.gateways}} {
		if len(flag.given) > 0 {
			return &cdr.UsageError{
				Problem: flag.name + " does not go with simulate failover: it would tear legs out of calls",
				Hint:    "--account, --since and --until keep calls whole",
			}
		}
	}
	if len(f.config) == 0 {
		return &cdr.UsageError{
			Problem: "simulate failover: no documents given; --config wanted, to know whom each number rings",
			Hint:    "curl 'COUCHDB/DATABASE/_all_docs?include_docs=true' > docs.json, then --config docs.json",
		}
	}
	if err := oneOf("--failover-when-all-unreg", f.setting, "on", "off", "both"); err != nil {
		return err
	}
	if f.recorded != "" {
		if err := oneOf("--recorded-flag", f.recorded, "on", "off"); err != nil {
			return err
		}
	}
	if f.takenAt != "" && len(f.registrations) == 0 {
		return &cdr.UsageError{Problem: "--taken-at: needs --registrations, whose moment it is", Hint: "--registrations FILE --taken-at T"}
	}
	if f.list != "" {
		if err := oneOf("--list", f.list, listKinds()...); err != nil {
			return err
		}
	}
	if f.setting != "both" && (f.emit != "" || f.plot != "" || len(f.engine.thresholds) > 0) {
		return &cdr.UsageError{
			Problem: "--failover-when-all-unreg " + f.setting + ": --emit-cdr, --plot and --thresholds compare both settings",
			Hint:    "--failover-when-all-unreg both",
		}
	}
	return nil
}
