package dialect

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// column is where and how one field is read from a record.
type column struct {
	index  int    // from 0
	name   string // for people: the header's, or the number from 1
	unit   unit   // of bare numbers
	form   *stampForm
	order  dateOrder
	causes causeSpelling // of a hangup cause
	// utc: times without an offset are of UTC, as the header says.
	utc bool
	// clockAt is the number, from 1, of the column that holds the time of day
	// where index holds the day alone; else 0.
	clockAt int
	// plus are the numbers, from 1, of columns of seconds that are added to a
	// duration where they hold a positive number.
	plus []int
	// sum: what they hold is the duration where the column itself is empty.
	sum bool
	// clean, if set, takes the field as written, with its quotes: for
	// switches that break the rules of quoting.
	clean func(bare []byte) []byte
	// also are the columns of the further parts of the value, which are joined
	// to it with hyphens.
	also []int
	// missing is the text of the column in records of a type that does not have it.
	missing []byte
	// none is a word of a Code field that means no value in this column alone.
	none string
	// word, if set, is what a word of a Code field stands for; "" is none.
	word func(text string) string
	// varied: of a Code field that hardly ever repeats as written, only after
	// clean, so that nothing is remembered by what is written.
	varied bool
}

// ParseColumn reads one --column: FIELD=NAME_OR_INDEX[:UNIT]. A NAME of only
// digits is an index from 1; the first colon ends the name. The error is a
// *cdr.UsageError that names the nearest field, or the units to choose from.
func ParseColumn(s string) (ColumnMap, error) {
	fieldName, rest, found := strings.Cut(s, "=")
	if !found {
		return ColumnMap{}, &cdr.UsageError{
			Problem: fmt.Sprintf("--column: %q has no =, wanted FIELD=NAME_OR_INDEX[:UNIT]", s),
			Hint:    "for instance --column end_time=stop:epoch",
		}
	}
	field, err := parseField(fieldName)
	if err != nil {
		return ColumnMap{}, err
	}
	m := ColumnMap{Field: field}
	m.Name, m.Unit, _ = strings.Cut(rest, ":")
	m.Name = strings.TrimSpace(m.Name)
	if isDigits([]byte(m.Name)) {
		m.Index, err = strconv.Atoi(m.Name)
		if err != nil || m.Index == 0 {
			return ColumnMap{}, &cdr.UsageError{
				Problem: fmt.Sprintf("--column %s: %q is no column, they count from 1", field, m.Name),
			}
		}
		m.Name = ""
	}
	if _, err := m.column(); err != nil {
		return ColumnMap{}, err
	}
	return m, nil
}

func parseField(name string) (cdr.Field, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	field, ok := cdr.FieldByName(name)
	if ok && mappable.Has(field) {
		return field, nil
	}
	if ok {
		return 0, &cdr.UsageError{Problem: fmt.Sprintf("--column: %s is filled in by the reader, it comes from no column", name)}
	}
	var known []string
	for f := range cdr.Field(cdr.NumFields) {
		if mappable.Has(f) {
			known = append(known, f.String())
		}
	}
	near := cdr.Nearest(name, known)
	if found, ok := fieldOfHeader(name); ok {
		near = found.field.String()
	}
	hint := "fields: " + strings.Join(known, ", ")
	if near != "" {
		hint = "did you mean " + near + "?"
	}
	return 0, &cdr.UsageError{Problem: fmt.Sprintf("--column: %q is no field", name), Hint: hint}
}

// column is the column without its place, which only a file can tell. It
// checks Field, Name, Index and Unit; the error is a *cdr.UsageError.
func (m ColumnMap) column() (column, error) {
	if m.Name == "" && m.Index <= 0 {
		return column{}, &cdr.UsageError{Problem: fmt.Sprintf("--column %s: no column given, wanted its name or number", m.Field)}
	}
	c := column{name: m.Name, index: m.Index - 1}
	if m.Name == "" {
		c.name = strconv.Itoa(m.Index)
	}
	u, known := unitByName[strings.ToLower(m.Unit)]
	switch {
	case isDuration(m.Field):
		if !known || u == unitGregorianSec || strings.EqualFold(m.Unit, "epoch") {
			return column{}, &cdr.UsageError{
				Problem: fmt.Sprintf("--column %s=%s: unit %q, wanted s, ms, us or ns", m.Field, c.name, m.Unit),
				Hint:    fmt.Sprintf("say what the numbers count: --column %s=%s:s, :ms, :us or :ns", m.Field, c.name),
			}
		}
		c.unit = u
	case m.Field.Kind() == cdr.Time && known && u != unitNano:
		c.unit = u
	case m.Field.Kind() == cdr.Time && m.Unit != "":
		form, err := newStampForm(m.Unit)
		if err != nil {
			return column{}, &cdr.UsageError{
				Problem: fmt.Sprintf("--column %s=%s: %v", m.Field, c.name, err),
				Hint:    "wanted s, ms, us, epoch, gregorian or a layout such as d/m/Y H:M:S",
			}
		}
		c.form = form
	case m.Unit != "":
		return column{}, &cdr.UsageError{
			Problem: fmt.Sprintf("--column %s=%s: unit %q, but the field has none", m.Field, c.name, m.Unit),
			Hint:    fmt.Sprintf("leave it out: --column %s=%s", m.Field, c.name),
		}
	}
	return c, nil
}

// isDuration tells the fields that hold a time span in milliseconds.
func isDuration(f cdr.Field) bool {
	switch f {
	case cdr.DurationMs, cdr.BillsecMs, cdr.ProgressMs, cdr.JitterMs:
		return true
	}
	return false
}

// provenance are the fields that the reader fills in itself.
var provenance = cdr.FieldsOf(cdr.SrcFile, cdr.SrcLine, cdr.Dialect, cdr.RowFlags)

// mappable are the fields that a column may be named for.
var mappable = allFields &^ provenance &^ cdr.FieldsOf(cdr.TimePrecision, cdr.CauseSource, cdr.HangupCauseRaw)

const allFields = cdr.FieldSet(1)<<cdr.NumFields - 1
