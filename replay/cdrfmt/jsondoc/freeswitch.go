package jsondoc

import (
	"bytes"
	"slices"
	"strings"
)

// isFreeSWITCH tells the documents of mod_json_cdr by their keys.
func isFreeSWITCH(keys map[string]bool) bool {
	return keys["variables"] && (keys["core-uuid"] || keys["channel_data"] || keys["callflow"])
}

// variables are the columns of channel variables, whose values mod_json_cdr
// encodes as in a URL unless encode-values is off.
type variables struct {
	columns  []int
	progress int
}

func newVariables(lang *language) *variables {
	v := &variables{progress: slices.Index(lang.columns, "variables.progressmsec")}
	for i, name := range lang.columns {
		if strings.HasPrefix(name, "variables.") {
			v.columns = append(v.columns, i)
		}
	}
	return v
}

// settle resolves the encoding, if there is one: then no value has a character
// that it leaves none of.
func (v *variables) settle(cells [][]byte) string {
	encoded := true
	for _, c := range v.columns {
		encoded = encoded && !bytes.ContainsAny(cells[c], " \"<>@:;/+")
	}
	if encoded {
		for _, c := range v.columns {
			cells[c] = unescapeURL(cells[c])
		}
	}
	if string(cells[v.progress]) == "0" { // it did not happen
		cells[v.progress] = nil
	}
	return ""
}
