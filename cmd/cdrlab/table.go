package main

import (
	"strings"
	"unicode/utf8"
)

const (
	// screenColumns and screenLines are the room a first screen may take.
	screenColumns = 100
	screenLines   = 24
)

// alignRows pads cells to columns, two spaces apart. A row of one cell that
// begins with a tab is a line of its own, indented to the second column.
func alignRows(rows [][]string) []string {
	var widths []int
	for _, row := range rows {
		if isDetail(row) {
			continue
		}
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		if isDetail(row) {
			lines[i] = strings.Repeat(" ", widths[0]+2) + row[0][1:]
			continue
		}
		var b strings.Builder
		for j, cell := range row {
			b.WriteString(cell)
			b.WriteString(strings.Repeat(" ", widths[j]-utf8.RuneCountInString(cell)+2))
		}
		lines[i] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

func isDetail(row []string) bool { return len(row) == 1 && strings.HasPrefix(row[0], "\t") }

// clip shortens text to so many characters, marking the cut.
func clip(s string, columns int) string {
	if utf8.RuneCountInString(s) <= columns {
		return s
	}
	return string([]rune(s)[:max(0, columns-2)]) + ".."
}

// nameColumns is how much of a name from the data a screen shows.
const nameColumns = 28

// shown is a name from the data, fit for a terminal. A hexadecimal id, such as
// an account's in KAZOO, is known by its first digits.
func shown(name string) string {
	name = oneLine(name)
	if len(name) == 32 && strings.Trim(name, "0123456789abcdef") == "" {
		return name[:8] + ".."
	}
	if name == "" {
		return "(none)"
	}
	return clip(name, nameColumns)
}

// fitList joins as many items as fit into so many columns.
func fitList(items []string, columns int) (text string, used int) {
	for _, item := range items {
		next := item
		if used > 0 {
			next = text + ", " + item
		}
		if used > 0 && utf8.RuneCountInString(next) > columns {
			break
		}
		text = next
		used++
	}
	return text, used
}
