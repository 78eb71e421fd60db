package dialect

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// translations lay out the records that a translator makes, by the dialect it
// names: which of its columns, the headings of s, hold which fields.
var translations = map[string]func(s sample) *Layout{}

// Translated is the layout of the records that a translator makes of the file
// of the given name; head are those of its beginning. The error is as that of
// Recognise.
func Translated(name string, from *translate.Source, head []byte, opt *Options) (*Layout, error) {
	if from.Table {
		return tabled(name, from, head, opt)
	}
	lay, ok := translations[from.Dialect]
	if !ok {
		return nil, fmt.Errorf("no layout for what is translated of %s", from.Dialect)
	}
	columns := make([][]byte, len(from.Columns))
	for i, c := range from.Columns {
		columns[i] = []byte(c)
	}
	s := sampleOf(append(translate.AppendRecord(nil, columns), head...), translate.Separator)
	l := lay(s)
	l.name, l.source, l.zone, l.sep = from.Dialect, name, opt.Zone, s.sep
	l.form = from.Form
	l.headings, l.width, l.leading = from.Columns, len(from.Columns)+1, 1
	l.remarks = append(l.remarks, from.Remarks...)
	if err := l.finish(s, opt); err != nil {
		return nil, err
	}
	l.leading = 0 // the columns were named for the sample alone
	return l, nil
}

// tabled is the layout of the rows of a table, of which head are the first.
func tabled(name string, from *translate.Source, head []byte, opt *Options) (*Layout, error) {
	forced, err := ParseDialect(opt.Dialect)
	if err != nil {
		return nil, err
	}
	s := sampleOf(append(headerOf(from.Columns), head...), translate.Separator)
	s.table = true
	if len(s.records) == 0 {
		return nil, unknown(name, "found a table without rows and columns, wanted CDRs")
	}
	l, err := match(name, s, forced, opt)
	if err != nil {
		return nil, err
	}
	l.source, l.zone, l.sep, l.form = name, opt.Zone, s.sep, from.Form
	l.remarks = append(l.remarks, from.Remarks...)
	if l.events != nil {
		opt = eventOptions(opt)
	}
	if err := l.finish(s, opt); err != nil {
		return nil, err
	}
	l.leading = 0 // the columns were named for the sample alone
	return l, nil
}

// headerOf is the record of a table's columns, nothing if they have no names.
func headerOf(columns []string) []byte {
	if columns == nil {
		return nil
	}
	cells := make([][]byte, len(columns))
	for i, c := range columns {
		cells[i] = []byte(c)
	}
	return translate.AppendRow(nil, cells)
}

// DialectOfTable is the dialect that a table of CDRs with these columns has, ""
// if it is none: without its rows only what its columns tell.
func DialectOfTable(columns []string) string {
	if columns == nil {
		return ""
	}
	opt := &Options{Need: cdr.FieldsOf(cdr.EndTime, cdr.HangupCause)}
	l, err := tabled("", &translate.Source{Columns: columns}, nil, opt)
	if err != nil {
		return ""
	}
	return l.name
}
