package dialect

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// A target a family of dialects, so that each is fuzzed for its own time.

func FuzzKAZOO(f *testing.F)      { fuzzFamily(f, kazoo) }
func FuzzFreeSWITCH(f *testing.F) { fuzzFamily(f, freeswitch) }
func FuzzCisco(f *testing.F)      { fuzzFamily(f, cisco) }
func FuzzYETI(f *testing.F)       { fuzzFamily(f, yeti) }
func FuzzCGRateS(f *testing.F)    { fuzzFamily(f, cgrates) }
func FuzzCDRStats(f *testing.F)   { fuzzFamily(f, cdrStats) }
func FuzzBroadWorks(f *testing.F) { fuzzFamily(f, broadworks) }
func FuzzRibbon(f *testing.F)     { fuzzFamily(f, ribbon) }
func FuzzHeader(f *testing.F)     { fuzzFamily(f, header) }

// fuzzFamily takes anything for a file of a family: what fits is read without a
// panic, to rows of equal length.
func fuzzFamily(f *testing.F, family string) {
	for name, data := range testFiles(f) {
		if strings.HasPrefix(filepath.Base(name), family+"_") {
			f.Add(data)
		}
	}
	for _, about := range Dialects() {
		if name, _, _ := strings.Cut(about.Name, ":"); name == family {
			f.Add([]byte(about.Example))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		opt := &Options{Dialect: family, Need: cdr.FieldsOf(cdr.EndTime), Want: allFields}
		l, err := Recognise("x.csv", data, true, opt)
		if err != nil {
			return
		}
		d := l.NewDecoder()
		b := d.NewBatch()
		var r lex.Record
		for records := 0; ; records++ {
			n, ok := lex.First(data, l.Separator(), true, &r)
			if !ok {
				return
			}
			data = data[n:]
			if records >= l.HeaderRecords() {
				checkDecode(t, d, &r, b)
			}
		}
	})
}
