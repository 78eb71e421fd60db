package jsondoc

import (
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/internal/golden"
	"github.com/cdrlab/cdrlab/replay/internal/goldendoc"
)

const testFiles = "testdata/*.json"

// TestGolden reads each made-up file of testdata with every field asked for and
// compares what came of it, row by row, with the file of the same name that
// ends in .golden.
func TestGolden(t *testing.T) {
	golden.Test(t, testFiles, func(name string, data []byte) string { return goldendoc.Describe(name, data, Recognise) })
}

// The example of each dialect of documents is recognised as what it is.
func TestExamples(t *testing.T) {
	told := 0
	for _, a := range dialect.Dialects() {
		src, err := Recognise("example", []byte(a.Example), true, &dialect.Options{})
		if src == nil && err == nil {
			continue
		}
		if told++; err != nil || src.Dialect != a.Name {
			t.Errorf("%s: %v, %v", a.Name, src, err)
		}
	}
	if told != 3 {
		t.Errorf("%d examples", told)
	}
}
