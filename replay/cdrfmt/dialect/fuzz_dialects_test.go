package dialect

import (
	"path/filepath"
	"strings"
	"testing"
)

// A target a family of dialects, so that each is fuzzed for its own time.

func FuzzKAZOO(f *testing.F)        { fuzzFamily(f, kazoo) }
func FuzzFreeSWITCH(f *testing.F)   { fuzzFamily(f, freeswitch) }
func FuzzCisco(f *testing.F)        { fuzzFamily(f, cisco) }
func FuzzYETI(f *testing.F)         { fuzzFamily(f, yeti) }
func FuzzCGRateS(f *testing.F)      { fuzzFamily(f, cgrates) }
func FuzzCDRStats(f *testing.F)     { fuzzFamily(f, cdrStats) }
func FuzzBroadWorks(f *testing.F)   { fuzzFamily(f, broadworks) }
func FuzzRibbon(f *testing.F)       { fuzzFamily(f, ribbon) }
func FuzzCiscoGateway(f *testing.F) { fuzzFamily(f, ciscoGateway) }
func FuzzIPOffice(f *testing.F)     { fuzzFamily(f, ipoffice) }
func FuzzThreeCX(f *testing.F)      { fuzzFamily(f, threecx) }
func FuzzHeader(f *testing.F)       { fuzzFamily(f, header) }

// fuzzFamily takes anything for a file of a family.
func fuzzFamily(f *testing.F, family string) {
	for name, data := range madeUp(f) {
		if strings.HasPrefix(filepath.Base(name), family+"_") {
			f.Add(data)
		}
	}
	for _, about := range Dialects() {
		if name, _, _ := strings.Cut(about.Name, ":"); name == family {
			f.Add([]byte(about.Example))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) { readAny(t, data, family) })
}
