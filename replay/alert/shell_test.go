package alert

import (
	"slices"
	"strings"
	"testing"
)

func TestSplitWords(t *testing.T) {
	for _, tt := range []struct {
		line string
		want []word
		open int
	}{
		{"", nil, 0},
		{"  a  b\r\n", []word{{"a", 3}, {"b", 6}}, 0},
		{`'a b' "c\"d" e\ f`, []word{{"a b", 1}, {`c"d`, 7}, {"e f", 14}}, 0},
		{`x'y'"z" ''`, []word{{"xyz", 1}, {"", 9}}, 0},
		{`'a\'`, []word{{`a\`, 1}}, 0},
		{"a#b # c", []word{{"a#b", 1}}, 0},
		{"a '#'", []word{{"a", 1}, {"#", 3}}, 0},
		{"# all", nil, 0},
		{`a 'b`, nil, 3},
		{`a b"c`, nil, 4},
		{`a\`, []word{{`a\`, 1}}, 0},
	} {
		got, open := splitWords(tt.line)
		if !slices.Equal(got, tt.want) || open != tt.open {
			t.Errorf("%q: %v, %d, want %v, %d", tt.line, got, open, tt.want, tt.open)
		}
	}
}

// FuzzSplitWords: words that are quoted come back as they were.
func FuzzSplitWords(f *testing.F) {
	f.Add("PROGRESS_TIMEOUT", "0.5")
	f.Add("a'b\\", " # \"")
	f.Fuzz(func(t *testing.T, a, b string) {
		quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
		words, open := splitWords(quote(a) + " " + quote(b) + " # rest")
		if open != 0 || len(words) != 2 || words[0].text != a || words[1].text != b {
			t.Errorf("%q, %q: %v, %d", a, b, words, open)
		}
		splitWords(a) // any line ends without a panic
	})
}
