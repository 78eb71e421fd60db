package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// helpColumns is the width help is wrapped to, on a terminal or not.
const helpColumns = 100

// flagGroup is a headed part of a command's flags.
type flagGroup struct {
	title string
	flags *pflag.FlagSet
	input *inputFlags // of the group of input flags
}

// addFlags gives a command its flags, group by group, in the order in which
// the help shows them.
func addFlags(cmd *cobra.Command, groups ...flagGroup) {
	for _, g := range groups {
		g.flags.SortFlags = false
		g.flags.VisitAll(func(f *pflag.Flag) { f.Annotations = map[string][]string{"group": {g.title}} })
		cmd.Flags().AddFlagSet(g.flags)
		if g.input != nil {
			g.input.explainInstead(cmd)
		}
	}
	cmd.Flags().SortFlags = false
}

// newGroup is an empty group.
func newGroup(title string) flagGroup {
	return flagGroup{title: title, flags: pflag.NewFlagSet(title, pflag.ContinueOnError)}
}

// writeHelp is what --help shows: purpose, usage, examples, flags.
func writeHelp(w io.Writer, cmd *cobra.Command) {
	fmt.Fprintf(w, "%s\n\n", strings.TrimSpace(cmd.Long))
	_ = writeUsage(w, cmd)
}

// writeUsage is the help without the purpose.
func writeUsage(w io.Writer, cmd *cobra.Command) error {
	use := cmd.UseLine()
	if cmd.HasAvailableSubCommands() {
		use = cmd.CommandPath() + " COMMAND"
	}
	fmt.Fprintf(w, "Usage:\n  %s\n", use)
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\nCommands:\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				fmt.Fprintf(w, "  %-11s %s\n", c.Name(), c.Short)
			}
		}
	}
	if cmd.Example != "" {
		fmt.Fprintf(w, "\nExamples:\n%s\n", cmd.Example)
	}
	for _, g := range groupsOf(cmd) {
		fmt.Fprintf(w, "\n%s:\n%s", g.title, g.flags.FlagUsagesWrapped(helpColumns))
	}
	return nil
}

// groupsOf regroups a command's flags; those without a group come last.
func groupsOf(cmd *cobra.Command) []flagGroup {
	var groups []flagGroup
	add := func(f *pflag.Flag) {
		title := "Other flags"
		if a := f.Annotations["group"]; len(a) > 0 {
			title = a[0]
		}
		for _, g := range groups {
			if g.title == title {
				if g.flags.Lookup(f.Name) == nil { // inherited flags come again
					g.flags.AddFlag(f)
				}
				return
			}
		}
		g := newGroup(title)
		g.flags.SortFlags = false
		g.flags.AddFlag(f)
		groups = append(groups, g)
	}
	cmd.Flags().VisitAll(add)
	cmd.InheritedFlags().VisitAll(add)
	cmd.PersistentFlags().VisitAll(add)
	return groups
}

// newHelp is `cdrlab help [COMMAND]`.
func newHelp(con *console) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND | dialects]",
		Short: "Help on a command, or on the dialects of CDR files",
		Long: `Shows what a command is for, examples of it and its flags, like COMMAND --help; "help dialects" lists
the dialects of CDR files that are told by content, each with an example line.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			if len(args) == 1 && args[0] == "dialects" {
				return writeDialects(con.stdout)
			}
			found, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				if found == nil {
					found = root
				}
				word := args
				if len(rest) > 0 {
					word = rest
				}
				if !found.HasAvailableSubCommands() {
					return &cdr.UsageError{
						Problem: fmt.Sprintf("%s has no command %q", place(found), word[0]),
						Hint:    found.CommandPath() + " --help",
					}
				}
				if cdr.Nearest(word[0], []string{"dialects"}) != "" {
					return &cdr.UsageError{Problem: fmt.Sprintf("unknown command %q", word[0]), Hint: "cdrlab help dialects"}
				}
				return knownCommand(found, word)
			}
			writeHelp(con.stdout, found)
			return nil
		},
	}
}
