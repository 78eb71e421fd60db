package alert

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// supCommand is a command of hangups_maintenance.
type supCommand struct {
	name string
	// usages are its arguments, one for each number of them.
	usages []string
	// run does it; nil for a command that only shows something.
	run func(c *supCall)
}

// supCommands are all that the module exports.
var supCommands = []supCommand{
	{"set_threshold", []string{"CAUSE METRIC T", "ACCOUNT CAUSE METRIC T"}, (*supCall).setThreshold},
	{"set_metric", []string{"METRIC T", "ACCOUNT METRIC T"}, (*supCall).setMetric},
	{"set_monitor_threshold", []string{"CAUSE T", "CAUSE METRIC T"}, (*supCall).setMonitorThreshold},
	{"activate_monitors", []string{"ACCOUNT T"}, (*supCall).activateMonitors},
	{"activate_monitor", []string{"ACCOUNT CAUSE"}, (*supCall).activateMonitor},
	{"hangups_summary", []string{""}, nil},
	{"hangup_summary", []string{"CAUSE", "CAUSE ACCOUNT"}, nil},
	{"account_summary", []string{"ACCOUNT"}, nil},
}

const supHint = "a line is: sup " + supModule + " COMMAND ARGUMENTS"

// supCall is one command being done.
type supCall struct {
	d *draft
	// place is "file:line".
	place string
	args  []string
}

// readSup does the commands of a script, line by line, as KAZOO would.
func (d *draft) readSup(name string, data []byte) error {
	number := 0
	for line := range bytes.Lines(data) {
		number++
		if err := d.supLine(name, number, trimPrompt(string(line))); err != nil {
			return err
		}
	}
	return nil
}

func (d *draft) supLine(file string, line int, text string) error {
	words, open := splitWords(text)
	if open > 0 {
		return cdr.ErrorAt(file, line, open, "", "a quote is not closed")
	}
	if len(words) > 0 && words[0].text == "sudo" {
		words = words[1:]
	}
	if len(words) == 0 {
		return nil
	}
	if isSup(words[0].text) {
		rest, bad := skipOptions(words[1:])
		if bad != nil {
			return cdr.ErrorAt(file, line, bad.column, supHint, "unknown option %q of sup", bad.text)
		}
		if len(rest) == 0 {
			return cdr.ErrorAt(file, line, words[0].column, supHint, "sup without a command")
		}
		words = rest
	}
	if words[0].text != supModule {
		return cdr.ErrorAt(file, line, words[0].column, supHint, "found %q, wanted %s", words[0].text, supModule)
	}
	if len(words) == 1 {
		return cdr.ErrorAt(file, line, words[0].column, supHint, "%s without a command", supModule)
	}
	command, err := findCommand(file, line, words[1], len(words)-2)
	if err != nil || command.run == nil {
		return err
	}
	call := &supCall{d: d, place: fmt.Sprintf("%s:%d", file, line)}
	for _, w := range words[2:] {
		call.args = append(call.args, w.text)
	}
	command.run(call)
	return nil
}

// findCommand finds the command that has the name and takes so many arguments.
func findCommand(file string, line int, name word, args int) (*supCommand, error) {
	var known []string
	for i := range supCommands {
		c := &supCommands[i]
		if c.name != name.text {
			known = append(known, c.name)
			continue
		}
		takes := func(usage string) bool { return len(strings.Fields(usage)) == args }
		if !slices.ContainsFunc(c.usages, takes) {
			return nil, cdr.ErrorAt(file, line, name.column, "", "%s with %d arguments, wanted %s",
				c.name, args, strings.Join(c.usages, " or "))
		}
		return c, nil
	}
	near := cdr.Nearest(name.text, known)
	hint := "commands: " + strings.Join(known, ", ")
	if near != "" {
		hint = "did you mean " + near + "?"
	}
	return nil, cdr.ErrorAt(file, line, name.column, hint, "unknown command %q of %s", name.text, supModule)
}
