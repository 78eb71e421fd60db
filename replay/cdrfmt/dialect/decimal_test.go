package dialect

import "testing"

func TestDecimal(t *testing.T) {
	for _, test := range []struct {
		text string
		want decimal
	}{
		{"12", decimal{whole: 12}},
		{"-012", decimal{whole: 12, negative: true}},
		{"12.5", decimal{whole: 12, micros: 500_000, digits: 1}},
		{".5", decimal{micros: 500_000, digits: 1}},
		{"-.25", decimal{micros: 250_000, digits: 2, negative: true}},
		{"0.1234569", decimal{micros: 123_456, digits: 6}},
		{"999999999999999999", decimal{whole: 999_999_999_999_999_999}},
	} {
		if got, ok := parseDecimal([]byte(test.text)); !ok || got != test.want {
			t.Errorf("%s: got %+v %t, want %+v", test.text, got, ok, test.want)
		}
	}
	for _, text := range []string{"", "-", "+", ".", "-.", "5.", "1.2.3", "--5", "1e3", "1,5", "0x10", "1000000000000000000"} {
		if got, ok := parseDecimal([]byte(text)); ok {
			t.Errorf("%q: got %+v, want none", text, got)
		}
	}
}
