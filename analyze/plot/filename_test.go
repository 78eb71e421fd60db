package plot

import (
	"regexp"
	"strings"
	"testing"
)

func TestFileName(t *testing.T) {
	for cause, want := range map[string]string{
		"PROGRESS_TIMEOUT": "PROGRESS_TIMEOUT",
		"Q850_17":          "Q850_17",
		"unknown":          "unknown-b23a6a8439c0dde5",
		"../../etc/passwd": "______etc_passwd-3754d6cb3a38e118",
		"NUL":              "NUL-ae6de1827cfc8111",
		"COM1":             "COM1-6eac394becc8817c",
		"COMA":             "COMA",
		"":                 "_-e3b0c44298fc1c14",
		"a b":              "a_b-c8687a08aa5d6ed2",
		"-rf":              "_rf-686c39acd6327bbd",
	} {
		if got := FileName(cause); got != want {
			t.Errorf("%q: %s, want %s", cause, got, want)
		}
	}
	long := strings.Repeat("LONG_", 12) + "1234"
	if got := FileName(long); got != long {
		t.Errorf("64 bytes: %s, want them kept", got)
	}
	if got := FileName(long + "5"); len(got) > 64 || !strings.HasPrefix(got, "LONG_LONG_") {
		t.Errorf("65 bytes: %s", got)
	}
}

var safeName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$`)

// FuzzFileName: every name is safe, and no two causes share one, whatever
// their case.
func FuzzFileName(f *testing.F) {
	f.Add("PROGRESS_TIMEOUT", "progress_timeout")
	f.Add("a/b", "a\\b")
	f.Add("", "_")
	f.Add("NUL", "nul")
	f.Add("unknown", FileName("unknown"))
	f.Add(strings.Repeat("A", 64), strings.Repeat("A", 65))
	f.Fuzz(func(t *testing.T, a, b string) {
		nameA, nameB := FileName(a), FileName(b)
		if !safeName.MatchString(nameA) || isDeviceName(strings.ToUpper(nameA)) {
			t.Errorf("%q: unsafe name %q", a, nameA)
		}
		if a != b && strings.EqualFold(nameA, nameB) {
			t.Errorf("%q and %q share the name %q", a, b, nameA)
		}
	})
}
