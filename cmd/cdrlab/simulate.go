package main

import "github.com/spf13/cobra"

func newSimulate(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Calls that nobody made, or made differently",
		Long: "Makes call detail records from a scenario, decides calls anew under other settings, and takes calls " +
			"through a restart of the proxy.",
		Args: knownCommand,
		RunE: needCommand,
	}
	cmd.AddCommand(newSimulateFailover(con), newSimulateRestart(con), newSimulateTraffic(con))
	return cmd
}
