package label

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Options say how times are read.
type Options struct {
	// Instant reads a time as it is written: RFC 3339, or a wall clock time in
	// a zone it knows. field is what the time is, for the message of the error,
	// which may be a *cdr.UsageError.
	Instant func(field, text string) (replay.Second, error)
	// Zone is that zone's name, for the remark that times were read in it.
	Zone string
}

// The fields of an incident, by the names that both forms use.
const (
	fieldStart   = "start"
	fieldEnd     = "end"
	fieldName    = "name"
	fieldCause   = "cause"
	fieldAccount = "account"
)

// fields are all names, the wanted ones first.
var fields = []string{fieldStart, fieldEnd, fieldName, fieldCause, fieldAccount}

// numNeeded is how many of the fields every incident must have.
const numNeeded = 3

const formHint = "a line is: start,end,name[,cause][,account]; or YAML: - {start: ..., end: ..., name: ...}"

// cell is a value and where it stands.
type cell struct {
	text         string
	line, column int
}

// loader is one source being read.
type loader struct {
	file   string
	opt    Options
	list   []Incident
	lines  map[string]int // where each name was read
	zoned  int            // times with an offset
	unzone int            // times without
}

// Load reads incidents from a file's bytes: CSV with a header of start, end,
// name and, if wanted, cause and account, in any order, separated by commas,
// semicolons or tabs; or YAML, a list of mappings with the same keys, which
// may stand under "incidents". They come in the order of start, end and name.
// The error is a *cdr.DataError with file, line and column.
func Load(file string, data []byte, opt Options) ([]Incident, []string, error) {
	l := &loader{file: file, opt: opt, lines: map[string]int{}}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, nil, l.encodingError(data)
	}
	read := l.readCSV
	if isYAML(data) {
		read = l.readYAML
	}
	if err := read(data); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(l.list, func(a, b Incident) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Name, b.Name))
	})
	return l.list, l.remarks(), nil
}

// isYAML tells the form by the first line that says anything.
func isYAML(data []byte) bool {
	for line := range bytes.Lines(data) {
		text := strings.TrimSpace(string(line))
		if text == "" || text[0] == '#' {
			continue
		}
		key, _, mapping := strings.Cut(text, ":")
		return strings.ContainsRune("-[{%", rune(text[0])) || mapping && !strings.ContainsAny(key, ",;\t")
	}
	return false
}

// add makes an incident of one row's cells, by field.
func (l *loader) add(row map[string]cell, at cell) error {
	for _, field := range fields[:numNeeded] {
		if c, ok := row[field]; !ok || c.text == "" {
			if !ok {
				c = at
			}
			return l.wrong(c, formHint, "%s is empty, a value wanted", field)
		}
	}
	in := Incident{
		Name: row[fieldName].text, Cause: row[fieldCause].text, Account: row[fieldAccount].text,
		Place: fmt.Sprintf("%s:%d", l.file, at.line),
	}
	if line, twice := l.lines[in.Name]; twice {
		return l.wrong(row[fieldName], "give each incident a name of its own", "name %q found twice, first on line %d", in.Name, line)
	}
	l.lines[in.Name] = at.line
	var err error
	if in.Start, err = l.instant(fieldStart, row[fieldStart]); err != nil {
		return err
	}
	if in.End, err = l.instant(fieldEnd, row[fieldEnd]); err != nil {
		return err
	}
	if in.End <= in.Start {
		what := "before"
		if in.End == in.Start {
			what = "equal to"
		}
		return l.wrong(row[fieldEnd], "an incident is [start, end)", "end %s is %s start %s, a later time wanted",
			row[fieldEnd].text, what, row[fieldStart].text)
	}
	l.list = append(l.list, in)
	return nil
}

// instant reads a time and notes whether it has an offset.
func (l *loader) instant(field string, c cell) (replay.Second, error) {
	at, err := l.opt.Instant(field, c.text)
	if err != nil {
		hint := ""
		var usage *cdr.UsageError
		if errors.As(err, &usage) {
			hint = usage.Hint
		}
		return 0, l.wrong(c, hint, "%s", err.Error())
	}
	if _, err := time.Parse(time.RFC3339, c.text); err == nil {
		l.zoned++
	} else {
		l.unzone++
	}
	return at, nil
}

// remarks say how the source was read, where it could be read otherwise.
func (l *loader) remarks() []string {
	var list []string
	if l.unzone > 0 {
		list = append(list, fmt.Sprintf("%s: %d of %d times have no offset and are read in %s (--tz)",
			l.file, l.unzone, l.unzone+l.zoned, l.opt.Zone))
	}
	if len(l.list) == 0 {
		list = append(list, l.file+": holds no incident")
	}
	return list
}

// wrong is an error at a cell.
func (l *loader) wrong(at cell, hint, format string, args ...any) error {
	return cdr.ErrorAt(l.file, at.line, at.column, hint, format, args...)
}

// encodingError places the first byte that is not UTF-8.
func (l *loader) encodingError(data []byte) error {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	before := data[:at]
	c := cell{line: 1 + bytes.Count(before, []byte("\n")), column: at - bytes.LastIndexByte(before, '\n')}
	return l.wrong(c, "save it as UTF-8", "byte 0x%02x found, UTF-8 wanted", data[at])
}
