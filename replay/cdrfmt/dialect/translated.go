package dialect

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// translations lay out the records that a translator makes, by the dialect it
// names: which of its columns, the headings of s, hold which fields.
var translations = map[string]func(s sample) *Layout{}

// Translated is the layout of the records that a translator makes of the file
// of the given name; head are those of its beginning. The error is as that of
// Recognise.
func Translated(name string, from *translate.Source, head []byte, opt *Options) (*Layout, error) {
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
