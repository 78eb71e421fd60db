package jsondoc

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/dialect"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/translate"
)

// A variable that a person names by the end of its path is decoded as others are.
func TestNamedVariableIsDecoded(t *testing.T) {
	const text = `{"core-uuid":"u","variables":{"uuid":"1","sip_from_display":"Front%20Desk","end_uepoch":"1772366442250000"}}`
	for _, name := range []string{"sip_from_display", "variables.sip_from_display"} {
		opt := &dialect.Options{Columns: []dialect.ColumnMap{{Field: cdr.AccountID, Name: name}}}
		src, err := Recognise("x.json", []byte(text), true, opt)
		if err != nil {
			t.Fatal(err)
		}
		var b translate.Block
		if err := src.Open(strings.NewReader(text), 0).Translate(&b); err != io.EOF {
			t.Fatal(err)
		}
		if !bytes.Contains(b.Text, []byte("Front Desk")) {
			t.Errorf("%s: %q", name, b.Text)
		}
	}
}
