package jsondoc

import (
	"slices"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// isFreeSWITCH tells the documents of mod_json_cdr by their keys.
func isFreeSWITCH(keys map[string]bool) bool {
	return keys["variables"] && (keys["core-uuid"] || keys["channel_data"] || keys["callflow"])
}

// variables settles the channel variables, which mod_json_cdr encodes as in a
// URL unless encode-values is off.
type variables struct{ dialect.ChannelVariables }

func newVariables(lang *language) *variables {
	return &variables{dialect.ChannelVariables{Columns: lang.variables, Progress: slices.Index(lang.columns, "variables.progressmsec")}}
}

func (v *variables) settle(cells [][]byte) string {
	v.Settle(cells)
	return ""
}
