package main

import "github.com/spf13/cobra"

func newSimulate(con *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Make calls that nobody made",
		Long:  `Makes call detail records from a scenario, and plays calls through systems that change under them.`,
		Args:  knownCommand,
		RunE:  needCommand,
	}
	cmd.AddCommand(newSimulateTraffic(con), newSimulateRestart(con))
	return cmd
}
