package dialect

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Sources are the fields that the rows can yield, in the order of the schema,
// and where each comes from. Those that say where a row is from are left out unless
// a column has them.
func (l *Layout) Sources() []cdr.FieldSource {
	var list []cdr.FieldSource
	for f := range cdr.Field(cdr.NumFields) {
		if (!provenance.Has(f) || len(l.columns[f]) > 0) && l.yields(f) {
			list = append(list, cdr.FieldSource{Field: f, From: l.sourceOf(f)})
		}
	}
	return list
}

// sourceOf is where the values of a field come from.
func (l *Layout) sourceOf(f cdr.Field) string {
	var from []string
	for i := range l.columns[f] {
		from = append(from, l.columns[f][i].describe(f, l))
	}
	if len(from) > 0 {
		return strings.Join(from, ", else ")
	}
	if l.constant[f] != "" {
		if f == cdr.AccountID {
			return "the name of the file, its folder, or --account-from"
		}
		return "the same for the whole file"
	}
	switch f {
	case cdr.EndTime:
		return "start_time + duration_ms"
	case cdr.StartTime:
		return "end_time - duration_ms"
	case cdr.DurationMs:
		if l.endsByTalk() {
			return "start_time to the end of the talk"
		}
		return "end_time - start_time"
	case cdr.ProgressMs:
		return "progress_time - start_time"
	case cdr.TimePrecision:
		return "the digits of its times"
	}
	return "hangup_cause"
}

// describe names a column by its number, and its heading where there is one,
// and says how its cells are read. One that joining made has no number.
func (c *column) describe(f cdr.Field, l *Layout) string {
	text := fmt.Sprintf("column %d", c.index+1-l.made)
	switch {
	case c.index < l.made:
		text = "of the rows joined: " + l.headings[c.index]
	case l.made > 0 && l.headings[c.index] == strconv.Itoa(c.index+1-l.made): // there was no header
	case c.index < len(l.headings):
		text += fmt.Sprintf(" %q", shorten([]byte(l.headings[c.index])))
	}
	for _, at := range c.plus {
		text += fmt.Sprintf(" plus %d", at-l.made)
	}
	if c.clockAt > 0 {
		text += fmt.Sprintf(" and %d", c.clockAt-l.made)
	}
	if how := c.reading(f); how != "" {
		text += ", " + how
	}
	return text
}

// reading is how the cells of a column are read, if that is not plain.
func (c *column) reading(f cdr.Field) string {
	switch {
	case f == cdr.HangupCause:
		return c.causes.String()
	case isDuration(f):
		return c.unit.span()
	case f.Kind() != cdr.Time:
		return ""
	case c.form != nil:
		return "as " + c.form.parts
	case c.order != orderUnknown:
		return c.order.String()
	case c.unit != unitUnknown:
		return c.unit.span() + " since " + c.unit.epoch()
	case c.utc:
		return "UTC"
	}
	return ""
}

// span is the unit in words.
func (u unit) span() string {
	return [...]string{
		unitUnknown: "", unitSec: "seconds", unitMilli: "milliseconds", unitCenti: "hundredths of a second",
		unitMicro: "microseconds", unitNano: "nanoseconds", unitMinute: "minutes", unitGregorianSec: "seconds",
	}[u]
}

// epoch is the year from which a time is counted.
func (u unit) epoch() string {
	if u == unitGregorianSec {
		return "year 0"
	}
	return "1970"
}

// String says what a column of causes holds, if it is not their names.
func (s causeSpelling) String() string {
	return [...]string{
		spelledSIP: "by SIP status", spelledDisposition: "by disposition", spelledQ850: "by Q.850 number",
		spelledCisco: "by Q.850 or Cisco's number", spelledOwn: "as written, in words of the system's own",
		spelledWords: "by its words",
	}[s]
}

// Unread are the headings of the columns that no field is read from.
func (l *Layout) Unread() []string {
	used := map[int]bool{}
	for f := range l.columns {
		for _, c := range l.columns[f] {
			used[c.index] = true
			used[c.clockAt-1] = true
			for _, at := range c.plus {
				used[at-1] = true
			}
		}
	}
	var list []string
	for i, name := range l.headings {
		if !used[i] && name != "" && i >= l.made && (l.made == 0 || name != strconv.Itoa(i+1-l.made)) {
			list = append(list, name)
		}
	}
	return list
}

// Form says how the text is laid out: `CSV with ";", header in line 3, 35 columns`.
func (l *Layout) Form() string {
	if l.form != "" {
		return l.form
	}
	head := "no header"
	if l.headings != nil {
		head = "a header"
	}
	sep := fmt.Sprintf("%q", l.sep)
	if l.sep == '\t' {
		sep = "tab"
	}
	return fmt.Sprintf("delimited by %s, %s, %d columns", sep, head, l.width)
}

// AboutOf finds what is known of a dialect by its name, or of its family.
func AboutOf(name string) (About, bool) {
	family, _, _ := strings.Cut(name, ":")
	var found About
	ok := false
	for _, a := range Dialects() {
		if a.Name == name {
			return a, true
		}
		if a.Name == family {
			found, ok = a, true
		}
	}
	return found, ok
}
