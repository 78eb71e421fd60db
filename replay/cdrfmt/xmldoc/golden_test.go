package xmldoc

import (
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
	"github.com/cdrlab/cdrlab/replay/internal/goldendoc"
)

const testFiles = "testdata/*.xml"

// TestGolden reads each made-up file of testdata with every field asked for and
// compares what came of it, row by row, with the file of the same name that
// ends in .golden.
func TestGolden(t *testing.T) {
	golden.Test(t, testFiles, func(name string, data []byte) string { return goldendoc.Describe(name, data, Recognise) })
}

// The example of the dialect is recognised as what it is, and no other is.
func TestExamples(t *testing.T) {
	told := 0
	for _, a := range dialect.Dialects() {
		src, err := Recognise("example", []byte(a.Example), true, &dialect.Options{})
		if err != nil {
			t.Errorf("%s: %v", a.Name, err)
		}
		if (src != nil) != (a.Name == freeswitchXML) {
			t.Errorf("%s: %v", a.Name, src)
		}
		if src != nil {
			told++
		}
	}
	if told != 1 {
		t.Errorf("%d examples", told)
	}
}
