package pseudonym

import "testing"

// Two values have two stand-ins, each of its value's kind and length class, and
// nothing makes it panic or go on forever.
func FuzzStandIns(f *testing.F) {
	for i, v := range samples {
		f.Add(v, samples[(i+1)%len(samples)], uint8(i))
	}
	f.Fuzz(func(t *testing.T, a, b string, keep uint8) {
		if len(a)+len(b) > 1<<12 {
			return
		}
		s := NewStander(Key{1, 2, 3}, Options{KeepDigits: int(keep % (MaxKeepDigits + 1)), KeepCountry: keep > 127})
		x, y := string(s.Append(nil, []byte(a))), string(s.Append(nil, []byte(b)))
		if (x == y) != (a == b) {
			t.Fatalf("%q becomes %q, %q becomes %q", a, x, b, y)
		}
		if k := kindOf([]byte(a)); k != kindOf([]byte(x)) || k != isIPv4 && k != isAddress && len(x) != len(a) {
			t.Fatalf("%q becomes %q, of another kind or length", a, x)
		}
	})
}
