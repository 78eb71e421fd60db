package main

import (
	"bytes"
	"testing"
)

// A command by itself is what it is among all.
func TestCalledCommandAlone(t *testing.T) {
	help := func(args []string, name string) string {
		var out bytes.Buffer
		con := &console{stdout: &out, stderr: &out, args: args}
		root := newRoot(con)
		root.SetArgs([]string{name, "--help"})
		root.SetOut(&out)
		if err := root.Execute(); err != nil {
			t.Fatal(name, err)
		}
		return out.String()
	}
	for _, c := range commands {
		if got := c.make(&console{}).Name(); got != c.name {
			t.Errorf("%s is made as %s", c.name, got)
		}
		alone, among := help([]string{c.name}, c.name), help(nil, c.name)
		if alone != among || len(alone) < 100 {
			t.Errorf("%s: the help is\n%s\namong all it is\n%s", c.name, alone, among)
		}
		if n := len(called([]string{c.name})); n != 1 && c.name != "completion" {
			t.Errorf("%s: %d commands are made", c.name, n)
		}
	}
	for _, args := range [][]string{nil, {"help"}, {"repla"}, {"--help"}, {"completion", "bash"}, {"__complete", "replay", ""}} {
		if n := len(called(args)); n != len(commands) {
			t.Errorf("%q: %d commands are made, %d wanted", args, n, len(commands))
		}
	}
}
