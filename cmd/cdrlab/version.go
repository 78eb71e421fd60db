package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the release, set by the linker; a plain build takes it from the
// module.
var version string

func newVersion(con *console) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "The version of this program",
		Long:    "Prints the version of cdrlab, the Go release it was built with and the platform.",
		Example: "  cdrlab version",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprint(con.stdout, versionLine())
			return err
		},
	}
}

// versionLine tells the release, that of Go, and the platform.
func versionLine() string {
	return fmt.Sprintf("cdrlab %s %s %s/%s\n", release(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

func release() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
