package label

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// readCSV reads a header and a line an incident. Blank lines are none.
func (l *loader) readCSV(data []byte) error {
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = separatorOf(data)
	r.FieldsPerRecord = -1 // a wrong number is told in our own words
	r.ReuseRecord = true
	r.TrimLeadingSpace = r.Comma != '\t'
	var columns []string
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return l.syntaxCSV(err)
		}
		at := cell{column: 1}
		at.line, _ = r.FieldPos(0)
		switch {
		case columns == nil:
			if columns, err = l.header(r, record); err != nil {
				return err
			}
			continue
		case blank(record):
			continue
		case len(record) != len(columns):
			return l.wrong(at, "quote a value that has a separator in it", "%d values found, %d wanted as in the header", len(record), len(columns))
		}
		row := map[string]cell{}
		for i, text := range record {
			line, column := r.FieldPos(i)
			row[columns[i]] = cell{strings.TrimSpace(text), line, column}
		}
		if err := l.add(row, at); err != nil {
			return err
		}
	}
	if columns == nil {
		return l.wrong(cell{}, formHint, "is empty, a header with start, end and name wanted")
	}
	return nil
}

// header reads the names of the columns.
func (l *loader) header(r *csv.Reader, record []string) ([]string, error) {
	columns := make([]string, len(record))
	for i, text := range record {
		at := cell{}
		at.line, at.column = r.FieldPos(i)
		name := strings.ToLower(strings.TrimSpace(text))
		if !slices.Contains(fields, name) {
			return nil, l.unknown(at, "column", text)
		}
		if slices.Contains(columns[:i], name) {
			return nil, l.wrong(at, "keep one of the two", "column %s found twice", name)
		}
		columns[i] = name
	}
	for _, name := range fields[:numNeeded] {
		if !slices.Contains(columns, name) {
			return nil, l.wrong(cell{line: 1}, formHint, "no column %s, a header with start, end and name wanted", name)
		}
	}
	return columns, nil
}

// unknown is the error for a name that is no field.
func (l *loader) unknown(at cell, what, name string) error {
	hint := formHint
	if near := cdr.Nearest(strings.TrimSpace(name), fields); near != "" {
		hint = "did you mean " + near + "?"
	}
	return l.wrong(at, hint, "unknown %s %q, wanted %s", what, name, strings.Join(fields, ", "))
}

// syntaxCSV places an error of the CSV reader.
func (l *loader) syntaxCSV(err error) error {
	var broken *csv.ParseError
	if !errors.As(err, &broken) {
		return l.wrong(cell{}, "", "%s", err.Error())
	}
	problem := "a quote stands inside a value or is not closed"
	if !errors.Is(err, csv.ErrQuote) && !errors.Is(err, csv.ErrBareQuote) {
		problem = broken.Err.Error()
	}
	return l.wrong(cell{line: broken.Line, column: broken.Column}, `write a value with a quote in it as "say ""so"""`, "%s", problem)
}

// separatorOf is the separator of the header: a comma, or what a spreadsheet
// writes instead.
func separatorOf(data []byte) rune {
	header, _, _ := bytes.Cut(bytes.TrimLeft(data, "\r\n"), []byte("\n"))
	for _, separator := range []byte{',', ';', '\t'} {
		if bytes.IndexByte(header, separator) >= 0 {
			return rune(separator)
		}
	}
	return ','
}

func blank(record []string) bool {
	return !slices.ContainsFunc(record, func(s string) bool { return strings.TrimSpace(s) != "" })
}
