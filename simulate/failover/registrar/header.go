package registrar

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// columns are the places of named columns in a row.
type columns map[string]int

// of is a row's value of the first column there is of these names.
func (c columns) of(row []string, names ...string) string {
	for _, name := range names {
		if i, ok := c[name]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
	}
	return ""
}

func (c columns) has(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { _, ok := c[name]; return ok })
}

// The names of the columns that both forms with a header may have.
var (
	timeColumns  = []string{"time", "timestamp", "t"}
	userColumns  = []string{"username", "user"}
	realmColumns = []string{"realm", "domain"}
)

// readTable reads text with a header: a timeline or Kamailio's table location.
func (r *reader) readTable(data []byte) error {
	rows, lines := splitRows(data)
	if len(rows) == 0 {
		return r.unknown()
	}
	c := columns{}
	for i, name := range rows[0] {
		c[strings.ToLower(strings.Trim(name, " \t\r\"`"))] = i
	}
	if !c.has(userColumns...) || !c.has("expires") {
		return r.unknown()
	}
	if c.has(timeColumns...) {
		r.source.Form = FormCSV
		for i, row := range rows[1:] {
			r.timelineRow(c, row, lines[i+1])
		}
		r.coverTimeline()
		return nil
	}
	r.source.Form = FormLocation
	var entries []entry
	for i, row := range rows[1:] {
		if e, ok := r.locationRow(c, row, lines[i+1]); ok {
			entries = append(entries, e)
		}
	}
	r.snapshot(0, entries)
	return nil
}

func (r *reader) unknown() error {
	return &cdr.DataError{
		Place: r.source.Name, Problem: "no form of registrations recognised",
		Hint: "a header time,username,realm,expires or that of Kamailio's table location, JSON of crossbar or reg_success events, registrar_summary, Kamailio's log",
	}
}

// timelineRow is time,username,realm,expires; expires 0 is an un-REGISTER.
func (r *reader) timelineRow(c columns, row []string, line int) {
	when := c.of(row, timeColumns...)
	at, ok := r.when.unix(when)
	if !ok {
		r.source.reject(line, "time %q found, RFC 3339, YYYY-MM-DD HH:MM:SS or Unix seconds wanted", when)
		return
	}
	a, ok := r.address(line, c.of(row, userColumns...), c.of(row, realmColumns...))
	if !ok {
		return
	}
	expires, ok := expiresOf(c.of(row, "expires"))
	if !ok {
		r.source.reject(line, "expires %q found, seconds wanted", c.of(row, "expires"))
		return
	}
	r.registered(a, at, expires)
}

// maxExpiresSec is the most a REGISTER can ask for (RFC 3261, 20.19: 2^32-1).
const maxExpiresSec = 1<<32 - 1

// expiresOf reads seconds, 0 to 2^32-1.
func expiresOf(text string) (int64, bool) {
	sec, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	return sec, err == nil && sec >= 0 && sec <= maxExpiresSec
}

// locationRow is a row of Kamailio's usrloc table: expires is when, in the
// database's zone; last_modified is the last REGISTER. The deviation is
// ecallmgr's and not in it. A permanent contact expires at the epoch.
func (r *reader) locationRow(c columns, row []string, line int) (e entry, ok bool) {
	a, ok := r.address(line, c.of(row, userColumns...), c.of(row, realmColumns...))
	if !ok {
		return e, false
	}
	e.address = a
	switch text := c.of(row, "expires"); {
	case strings.HasPrefix(text, "1970-01-01"), text == "0":
		e.untilSec = maxExpiresSec
	default:
		until, ok := r.when.unix(text)
		if !ok {
			r.source.reject(line, "expires %q of %s found, a time wanted", text, a)
			return e, false
		}
		e.untilSec = until + r.opt.DeviationSec
	}
	if modified, ok := r.when.unix(c.of(row, "last_modified")); ok && modified <= e.untilSec {
		e.fromSec, e.lastSec = modified, modified
	}
	return e, true
}

// splitRows splits text into rows of cells and says on which line each is. The
// header tells how: tabs as mysql writes, bars as mysql and psql draw, or CSV.
func splitRows(data []byte) (rows [][]string, lines []int) {
	separator := byte(0)
	n := 0
	for text := range bytes.Lines(data) {
		n++
		line := strings.TrimRight(string(text), "\r\n")
		if rule(line) {
			continue
		}
		if separator == 0 {
			if separator = separatorOf(line); separator == ',' || separator == ';' {
				return csvRows(data, rune(separator), n-1)
			}
		}
		cells := strings.Split(line, string(separator))
		if separator == '|' {
			cells = strings.Split(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|"), "|")
		}
		if len(rows) > 0 && 2*len(cells) < len(rows[0]) {
			continue // "(5 rows)"
		}
		rows, lines = append(rows, cells), append(lines, n)
	}
	return rows, lines
}

// rule tells a blank line, or one that only draws.
func rule(line string) bool { return strings.Trim(line, "+-=| \t") == "" }

func separatorOf(header string) byte {
	for _, s := range []byte("\t|;") {
		if strings.IndexByte(header, s) >= 0 {
			return s
		}
	}
	return ','
}

// csvRows reads comma separated values from the header on; skipped lines come
// before it.
func csvRows(data []byte, comma rune, skipped int) (rows [][]string, lines []int) {
	for range skipped {
		data = data[bytes.IndexByte(data, '\n')+1:]
	}
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma, in.FieldsPerRecord, in.LazyQuotes = comma, -1, true
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, lines
		}
		if err == nil {
			line, _ := in.FieldPos(0)
			rows, lines = append(rows, row), append(lines, line+skipped)
		}
	}
}
