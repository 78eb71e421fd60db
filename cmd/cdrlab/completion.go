package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// shells are those that a completion script can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func newCompletion(con *console) *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "A completion script for a shell",
		Long: `Prints a script that lets a shell complete cdrlab's commands and flags. Load it once in a running
shell as below, or save it where your shell looks for completions.`,
		Example: `  source <(cdrlab completion bash)
  cdrlab completion zsh > "${fpath[1]}/_cdrlab"
  cdrlab completion fish | source`,
		ValidArgs: shells,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return &cdr.UsageError{
				Problem: fmt.Sprintf("completion: %d arguments found, the name of one shell wanted", len(args)),
				Hint:    "cdrlab completion bash",
			}
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(con.stdout, true)
			case "zsh":
				return root.GenZshCompletion(con.stdout)
			case "fish":
				return root.GenFishCompletion(con.stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(con.stdout)
			}
			return unknownWord("completion", args[0], shells)
		},
	}
}
