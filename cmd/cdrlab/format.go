package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// formatEndings are the formats that the ending of -o chooses.
var formatEndings = map[string]string{
	".txt": "text", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
	".csv": "csv", ".parquet": "parquet", ".arrow": "arrow",
}

// otherEndings are of files that -o does not write: a table under such a name
// would not be what its reader expects.
var otherEndings = []string{
	".gz", ".zst", ".bz2", ".xz", ".zip", ".tsv", ".xlsx", ".xls", ".ods", ".html", ".htm", ".md", ".pdf", ".png", ".svg",
	".yaml", ".yml", ".xml", ".sql", ".avro", ".orc", ".feather",
}

// outputFlags are -o, --format and --quiet.
type outputFlags struct {
	path, format string
	quiet        bool
	formats      []string // the first is the default
	group        flagGroup
}

func newOutputFlags(formats ...string) *outputFlags {
	f := &outputFlags{formats: formats, group: newGroup("Output flags")}
	f.group.flags.StringVarP(&f.path, "output", "o", "", "write to `FILE`, not to standard output")
	f.group.flags.StringVar(&f.format, "format", "",
		"`FORMAT`: "+orList(formats)+" (default: by the ending of -o, else "+formats[0]+")")
	f.group.flags.BoolVar(&f.quiet, "quiet", false, "no remarks, no progress")
	return f
}

// flags is where a command adds output flags of its own.
func (f *outputFlags) flags() *pflag.FlagSet { return f.group.flags }

// resolve is the format to write; "-" as a path is standard output.
func (f *outputFlags) resolve() (string, error) {
	if f.path == "-" {
		f.path = ""
	}
	if f.format != "" {
		return f.format, oneOf("--format", f.format, f.formats...)
	}
	byEnding, ending := formatByEnding(f.path), strings.ToLower(filepath.Ext(f.path))
	switch {
	case slices.Contains(otherEndings, ending):
		return "", &cdr.UsageError{Problem: "-o " + f.path + ": " + ending + " found, a name for " + orList(f.formats) + " wanted", Hint: "--format " + f.formats[0] + " writes that, whatever the name"}
	case byEnding == "":
		return f.formats[0], nil
	case !slices.Contains(f.formats, byEnding):
		return "", unknownWord("-o "+f.path+": format", byEnding, f.formats)
	}
	return byEnding, nil
}

// formatByEnding is the format that the ending of a path names, "" if none.
func formatByEnding(path string) string { return formatEndings[strings.ToLower(filepath.Ext(path))] }
