package main

import "github.com/spf13/cobra"

func newSimulate(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Calls that nobody made, or made differently",
		Long:  "Makes call detail records from a scenario, and decides calls anew under other settings.",
		Args:  knownCommand,
		RunE:  needCommand,
	}
	cmd.AddCommand(newSimulateFailover(con), newSimulateTraffic(con))
	return cmd
}
