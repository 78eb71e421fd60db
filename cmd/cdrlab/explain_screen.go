package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
)

// valueColumns is how much of a value is shown.
const valueColumns = 24

// writeExplanation writes what was recognised and why, where each field comes
// from beside what the first rows have in it, and how to say otherwise.
func writeExplanation(w io.Writer, g inputGroup, in *input) {
	name := oneLine(g.Name)
	if g.Dialect == "" {
		fmt.Fprintf(w, "%s: not recognised\n", name)
		writeFacts(w, g)
		return
	}
	fmt.Fprintf(w, "%s: %s\n", name, g.Dialect)
	if n := len(g.more); n > 0 {
		fmt.Fprintf(w, "  and %s understood alike, the last %s\n", plural(uint64(n), "more input"), oneLine(g.more[n-1]))
	}
	writeFacts(w, g)
	if table := fieldTable(g.Explanation, in.zone); len(table) > 0 {
		fmt.Fprintln(w)
		for _, line := range table {
			fmt.Fprintf(w, "  %s\n", line)
		}
	}
	for _, row := range g.Rows {
		if row.Reject != "" {
			fmt.Fprintf(w, "  line %d is rejected: %s\n", row.Line, oneLine(row.Reject))
		}
	}
	if len(g.Sources) > 0 {
		fmt.Fprintf(w, "\n  To read it otherwise: --column FIELD=NAME_OR_INDEX[:UNIT], --dialect NAME (cdrlab help dialects), --tz ZONE.\n")
	}
}

// writeFacts writes what is known of the whole input.
func writeFacts(w io.Writer, g inputGroup) {
	form := g.Form
	if g.Packing != "" {
		form += ", packed with " + g.Packing
	}
	var rows [][]string
	if form != "" {
		rows = append(rows, []string{"rows", form})
	}
	if about, ok := dialect.AboutOf(g.Dialect); ok {
		rows = append([][]string{{"written by", about.Writer}, {"told by", about.ToldBy}}, rows...)
		rows = append(rows, []string{"times", about.Clock}, []string{"causes", about.Causes})
	}
	if len(g.Unread) > 0 {
		text, used := fitList(quoted(g.Unread), screenColumns-30)
		if more := len(g.Unread) - used; more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		rows = append(rows, []string{"not read", text})
	}
	if missing := missingFields(g.Sources); missing != "" && len(g.Sources) > 0 {
		rows = append(rows, []string{"missing", missing})
	}
	for _, remark := range g.Remarks {
		rows = append(rows, []string{"remark", oneLine(remark)})
	}
	if g.Problem != nil {
		rows = append(rows, []string{"problem", oneLine(problemOf(g.Problem, g.Name))})
		if hint := hintOf(g.Problem); hint != "" {
			rows = append(rows, []string{"try", oneLine(hint)})
		}
	}
	for _, row := range rows {
		for _, line := range wrapped(fmt.Sprintf("  %-11s ", row[0]), row[1], 14) {
			fmt.Fprintln(w, line)
		}
	}
}

// missingFields are those that commands ask for and nothing yields.
func missingFields(sources []cdr.FieldSource) string {
	var names []string
	for _, f := range neededFields {
		if !slices.ContainsFunc(sources, func(s cdr.FieldSource) bool { return s.Field == f }) {
			names = append(names, f.String())
		}
	}
	return strings.Join(names, ", ")
}

// fieldTable has a line a field: where it comes from, and what the first rows
// have in it.
func fieldTable(x cdrfmt.Explanation, zone *time.Location) []string {
	if len(x.Sources) == 0 {
		return nil
	}
	head := []string{"field", "from"}
	for _, row := range x.Rows {
		head = append(head, fmt.Sprintf("line %d", row.Line))
	}
	rows := [][]string{head}
	for _, s := range x.Sources {
		row := []string{s.Field.String(), clip(oneLine(s.From), 44)}
		for _, r := range x.Rows {
			row = append(row, valueOf(r.Leg, s.Field, zone))
		}
		rows = append(rows, row)
	}
	return alignRows(rows)
}

// valueOf shows the value of a field in a batch of one row.
func valueOf(b *cdr.Batch, f cdr.Field, zone *time.Location) string {
	if b == nil || b.Rows == 0 {
		return "?"
	}
	c := b.Column(f)
	if c == nil || c.IsNull(0) {
		return "-"
	}
	text := ""
	switch f.Kind() {
	case cdr.Text:
		text = string(c.Text(0))
	case cdr.Code:
		text = c.Name(0)
	case cdr.Time:
		text = time.UnixMicro(c.Ints[0]).In(zone).Format("2006-01-02 15:04:05.999999")
	case cdr.Float:
		text = strconv.FormatFloat(float64(c.Floats[0]), 'g', -1, 32)
	default:
		text = strconv.FormatInt(c.Ints[0], 10)
		if f == cdr.RowFlags && c.Ints[0] != 0 {
			text = cdr.Flags(c.Ints[0]).String()
		}
	}
	return clip(oneLine(text), valueColumns)
}

// quoted are names in quotes.
func quoted(names []string) []string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = strconv.Quote(clip(oneLine(n), nameColumns))
	}
	return list
}

// problemOf is what an error says, without the name of the input it is told under.
func problemOf(err error, name string) string {
	return strings.TrimPrefix(err.Error(), name+": ")
}
