package cdr

import "testing"

// Different identifiers are different, also when they share words.
func TestIdentify(t *testing.T) {
	seen := map[Identity]string{}
	for _, base := range []string{"", "a", "aaaaaaaa", "aaaaaaaaaaaaaaaa", "63755366000-0f3a"} {
		for i := range 256 {
			for _, id := range []string{base + string([]byte{byte(i)}), string([]byte{byte(i)}) + base} {
				if other, ok := seen[Identify(0, []byte(id))]; ok && other != id {
					t.Fatalf("%q and %q have one hash", id, other)
				}
				seen[Identify(0, []byte(id))] = id
			}
		}
	}
	if Identify(0, []byte("a")) == Identify(1, []byte("a")) {
		t.Error("one identity for two kinds")
	}
}
