package pseudonym

import (
	"encoding/hex"
	"strings"
	"testing"
)

func TestParseKey(t *testing.T) {
	digits := strings.Repeat("0f1e2d3c", 8)
	a, err := ParseKey("k", []byte(digits))
	if err != nil {
		t.Fatal(err)
	}
	for _, same := range []string{digits + "\n", digits + "\r\n", strings.ToUpper(digits)} {
		if b, err := ParseKey("k", []byte(same)); err != nil || a != b {
			t.Errorf("%q: %v, another key or an error", same, err)
		}
	}
	phrase, err := ParseKey("k", []byte("correct horse battery staple\n"))
	if err != nil || phrase == a {
		t.Error(err)
	}
	// As another implementation of PBKDF2-HMAC-SHA256 has it.
	const want = "d49e0fed968f6bfef87b486f9f4a7c856710ebd654e8006ddcbdd7ce4956ba88"
	if got := hex.EncodeToString(phrase[:]); got != want {
		t.Errorf("the passphrase gives %s, want %s", got, want)
	}
	for _, c := range []struct{ secret, want string }{
		{"", "k: an empty file, a key of at least 16 bytes wanted"},
		{"\n", "k: an empty file, a key of at least 16 bytes wanted"},
		{"short", "k: found 5 bytes, a key of at least 16 bytes wanted"},
		{strings.Repeat("0", 64), "k: found one byte 64 times, a key that nobody can guess wanted"},
	} {
		if _, err := ParseKey("k", []byte(c.secret)); err == nil || err.Error() != c.want {
			t.Errorf("%q: %v, want %s", c.secret, err, c.want)
		}
	}
}

func TestOptionsValidate(t *testing.T) {
	for n, ok := range map[int]bool{-1: false, 0: true, 7: true, 8: false} {
		if err := (Options{KeepDigits: n}).Validate(); (err == nil) != ok {
			t.Errorf("KeepDigits %d: %v", n, err)
		}
	}
}
