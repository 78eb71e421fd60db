package dialect

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Each file of testdata is told for what its name says, and none of the
// families that are told by content takes it when asked to.
func TestNotConfused(t *testing.T) {
	for name, data := range madeUp(t) {
		family, _, _ := strings.Cut(filepath.Base(name), "_")
		for i := range kinds {
			opt := &Options{}
			if opt.Dialect = kinds[i].name; opt.Dialect == family {
				opt.Dialect = auto
			}
			l, err := Recognise(name, data, true, opt)
			switch {
			case opt.Dialect == auto && err != nil:
				t.Errorf("%s: %v", name, err)
			case opt.Dialect == auto:
				if got, _, _ := strings.Cut(l.Name(), ":"); got != family {
					t.Errorf("%s: told for %s", name, l.Name())
				}
			case err == nil && strange(kinds[i].name, family):
				t.Errorf("%s: taken for %s", name, l.Name())
			}
		}
	}
}

// strange tells the families that take no file of another's. A header of any
// kind may be read by its names, and KAZOO's and CDR-Stats' files name columns
// of other systems.
func strange(family, of string) bool {
	switch family {
	case cisco, yeti, cdrStats, broadworks, ribbon, cgrates, ciscoGateway, ipoffice, threecx:
		return true
	}
	return false
}

// The rows of each example of the manual are read.
func TestExampleRows(t *testing.T) {
	for _, about := range Dialects() {
		if _, ok := translations[about.Name]; ok {
			continue // what translates its texts has a test
		}
		opt := &Options{Need: cdr.FieldsOf(cdr.EndTime), Want: cdr.FieldsOf(cdr.HangupCause)}
		rows := decodeAll(t, about.Example, cdr.EndTime, opt)
		if len(rows) == 0 {
			t.Errorf("%s: no row", about.Name)
		}
		for _, row := range rows {
			if strings.Contains(row, ": ") {
				t.Errorf("%s: %s", about.Name, row)
			}
		}
	}
}
