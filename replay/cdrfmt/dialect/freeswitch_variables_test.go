package dialect

import (
	"strings"
	"testing"
)

func TestUnescapeURL(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "abc": "abc", "2026-03-01%2012%3A00%3a00": "2026-03-01 12:00:00", "100%": "100%", "%4": "%4", "%zz%41": "%zzA", "%C3%A9": "é",
	} {
		if got := UnescapeURL([]byte(text)); string(got) != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// A document's values are encoded, or none of them is.
func TestChannelVariables(t *testing.T) {
	for text, want := range map[string]string{
		"a%20b|c%25":             "a b|c%",
		"a b|c%25":               "a b|c%25",
		"sales/north%20east|%40": "sales/north east|@", // a slash is never encoded
		"50%25|x#y":              "50%25|x#y",
		"a%2Fb|~!$'()*,-._/":     "a/b|~!$'()*,-._/",
	} {
		cells := [][]byte{[]byte("%20"), nil, []byte("0")}
		for i, c := range strings.Split(text, "|") {
			cells[2*i] = []byte(c)
		}
		cells[1] = []byte("0")
		v := &ChannelVariables{Columns: []int{0, 1, 2}, Progress: 1}
		v.Settle(cells)
		if got := string(cells[0]) + "|" + string(cells[2]); got != want || cells[1] != nil {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
