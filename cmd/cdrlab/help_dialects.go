package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/sqldump"
)

// writeDialects is `cdrlab help dialects`.
func writeDialects(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString(`Dialects of CDR files, told by content, not by name; --dialect NAME forces one, and
"cdrlab replay --explain-input FILE" says which was recognised and why. Files may be packed with gzip,
zstd or bzip2. Parquet and Arrow IPC with the columns of CDRs need no dialect, nor do saved counts; with
those of a dialect they are read as its export.
`)
	for _, a := range append(dialect.Dialects(), sqldump.About) {
		fmt.Fprintf(&b, "\n%s\n", a.Name)
		for _, fact := range [][2]string{
			{"written by", a.Writer}, {"told by", a.ToldBy}, {"times", a.Clock}, {"causes", a.Causes}, {"lacks", a.Lacks},
		} {
			if fact[1] == "" {
				continue
			}
			for _, line := range wrapped(fmt.Sprintf("  %-11s ", fact[0]), fact[1], 14) {
				fmt.Fprintln(&b, line)
			}
		}
		for _, line := range strings.Split(strings.TrimRight(a.Example, "\n"), "\n") {
			fmt.Fprintf(&b, "    %s\n", line)
		}
	}
	_, err := b.WriteTo(w)
	return err
}
