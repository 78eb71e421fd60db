package main

import (
	"fmt"
	"strings"

	"github.com/cdrlab/cdrlab/analyze/kpi"
)

// analyzeHelp says what analyze is for, and what every figure means.
func analyzeHelp() string {
	var b strings.Builder
	b.WriteString(`Computes what operators judge traffic by, for all of it or for each gateway, account, hour and so
on. A leg belongs to the period in which it ended. A figure whose denominator is 0, or which nothing
in the data tells, is undefined: "-" in text, empty in CSV, null in JSON, never 0.

With --population calls one row is a call: all legs with one interaction_id, else call_id. It is a
seizure if one of its legs is, answered if one of those was; its cause, gateway and so on are those
of its last leg by end that has one. Filters choose legs before calls are made of them.

Every command finds the same rows in an input. Here a row is rejected if its end is not understood,
or a value that a figure, dimension or filter asked for rests on; without these it is accepted.

Figures (--kpi), all of one group:
`)
	for k := range kpi.KPI(kpi.NumKPIs) {
		meaning := k.Meaning()
		if s := k.Source(); s != "" {
			meaning += " [" + s + "]"
		}
		writeDefinition(&b, k.String(), meaning)
	}
	b.WriteString("\nDimensions (--by):\n")
	for _, name := range kpi.DimensionNames() {
		writeDefinition(&b, name, kpi.DimensionMeaning(name))
	}
	return b.String()
}

// termColumns is the room of a term before its definition.
const termColumns = 23

// writeDefinition writes a term and its definition, wrapped.
func writeDefinition(b *strings.Builder, term, definition string) {
	line := fmt.Sprintf("  %-*s", termColumns-2, term)
	for _, word := range strings.Fields(definition) {
		if len(line)+len(word) > helpColumns-1 {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = strings.Repeat(" ", termColumns)
		}
		line += word + " "
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}
