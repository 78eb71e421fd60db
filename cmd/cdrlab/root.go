package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// command makes a command of the given name.
type command struct {
	name string
	make func(*console) *cobra.Command
}

// commands are all but help, in the order in which the help lists them.
var commands = []command{
	{"replay", newReplay}, {"tune", newTune}, {"lint", newLint}, {"check", newCheck}, {"diff", newDiff}, {"count", newCount},
	{"convert", newConvert}, {"analyze", newAnalyze}, {"simulate", newSimulate}, {"version", newVersion}, {"completion", newCompletion},
}

// called are the commands that a command line may be about: where it begins
// with the name of one, that one, as to make the flags of all takes longer than
// many a run. A completion script is about all of them.
func called(args []string) []command {
	if len(args) == 0 || args[0] == "completion" {
		return commands
	}
	i := slices.IndexFunc(commands, func(c command) bool { return c.name == args[0] })
	if i < 0 {
		return commands
	}
	return commands[i : i+1]
}

// newRoot is the tree of commands.
func newRoot(con *console) *cobra.Command {
	root := &cobra.Command{
		Use:   "cdrlab",
		Short: "Replay call detail records through KAZOO's alert engine",
		Long: `cdrlab reads call detail records (CDRs) of VoIP switches and tells what KAZOO's hangups alerts
make of them: which thresholds would have fired, when, and because of whom. It works offline, on
files; it needs no KAZOO, no database and no network.`,
		Example: `  cdrlab simulate traffic --incident cause=PROGRESS_TIMEOUT,at=9h,for=20m,rate=2 -o day.parquet
  cdrlab replay day.parquet --thresholds thresholds.yaml
  cdrlab count day.parquet -o counts.parquet`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          knownCommand,
		RunE:          needCommand,
		Version:       release(),
	}
	root.SetVersionTemplate(versionLine())
	root.Flags().Bool("version", false, "the version of this program")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.SetUsageFunc(func(cmd *cobra.Command) error { return writeUsage(cmd.OutOrStderr(), cmd) })
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { writeHelp(cmd.OutOrStdout(), cmd) })
	root.PersistentFlags().BoolP("help", "h", false, "this help")
	for _, c := range called(con.args) {
		root.AddCommand(c.make(con))
	}
	root.SetHelpCommand(newHelp(con))
	return root
}

// knownCommand reports a word that should have been the name of a command.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			names = append(names, c.Name())
		}
	}
	problem := fmt.Sprintf("unknown command %q", strings.TrimPrefix(place(cmd)+" "+args[0], "cdrlab "))
	if near := cdr.Nearest(args[0], names); near != "" {
		problem += fmt.Sprintf("; did you mean %s?", near)
	}
	return &cdr.UsageError{Problem: problem, Hint: cmd.CommandPath() + " --help"}
}

// needCommand is what a command that only holds others does by itself.
func needCommand(cmd *cobra.Command, _ []string) error {
	return &cdr.UsageError{
		Problem: "no command given after " + cmd.CommandPath(),
		Hint:    cmd.CommandPath() + " --help",
	}
}

// flagError puts pflag's errors into our words.
func flagError(cmd *cobra.Command, err error) error {
	usage := &cdr.UsageError{Hint: cmd.CommandPath() + " --help"}
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		usage.Problem = fmt.Sprintf("unknown flag -%s", unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		usage.Problem = fmt.Sprintf("unknown flag --%s", unknown.GetSpecifiedName())
		if near := cdr.Nearest(unknown.GetSpecifiedName(), flagNames(cmd)); near != "" {
			usage.Problem += fmt.Sprintf("; did you mean --%s?", near)
		}
	case errors.As(err, &missing):
		usage.Problem = fmt.Sprintf("--%s: no value given, %s wanted", missing.GetFlag().Name, valueName(missing.GetFlag()))
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		usage.Problem = fmt.Sprintf("--%s: %q found, %s wanted", f.Name, invalid.GetValue(), valueName(f))
	default:
		usage.Problem = err.Error()
	}
	return usage
}

// flagNames are the long names of a command's flags.
func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// valueName says what a flag's value has to be.
func valueName(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "int", "uint64":
		return "a whole number"
	case "float64":
		return "a number"
	case "bool":
		return "true or false"
	}
	name, _ := pflag.UnquoteUsage(f)
	return name
}

// place is a command's name in messages, which begin with "cdrlab:" anyway.
func place(cmd *cobra.Command) string { return strings.TrimPrefix(cmd.CommandPath(), "cdrlab ") }
