package dialect

import (
	"strings"
	"testing"
)

func TestDecimalOfHex(t *testing.T) {
	for text, want := range map[string]string{"10": "16", "10  ": "16", "2F": "47", "7f": "127", "0": "0", "": "", "x": "x", "100": "100"} {
		if got := decimalOfHex(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

// More than half of the rows have to be a gateway's, an IP Office's or a 3CX's.
func TestMostRows(t *testing.T) {
	for _, about := range []About{aboutCiscoGateway[0], aboutIPOffice[0], aboutThreeCX[0]} {
		other := strings.Repeat("a,b,2026-03-10 14:00:00,d,e,f\n", 2)
		l, err := Recognise("x", []byte(strings.Repeat(about.Example, 3)+other), true, &Options{})
		if err != nil || l.Name() != about.Name {
			t.Errorf("%s: %v", about.Name, err)
		}
		if l, err := Recognise("x", []byte("Call Start,Call Duration,Ring Duration\n"+strings.Repeat(about.Example, 3)), true, &Options{}); err != nil || l.Name() != about.Name || l.HeaderRecords() != 1 {
			t.Errorf("%s below a header: %v", about.Name, err)
		}
		if l, err := Recognise("x", []byte(strings.Repeat(about.Example, 2)+other), true, &Options{}); err == nil {
			t.Errorf("%s: half of the rows are told for %s", about.Name, l.Name())
		}
		if l, err = Recognise("x", []byte(about.Example+other), true, &Options{Dialect: about.Name}); err != nil || l.Name() != about.Name {
			t.Errorf("%s forced: %v", about.Name, err)
		}
	}
}
