package dialect

import (
	"bytes"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

func TestRawField(t *testing.T) {
	const raw = `a, b ,"c,d","e ""f""",,g`
	for i, want := range []string{"a", "b", "c,d", `e "f"`, "", "g", ""} {
		if got := string(rawField([]byte(raw), ',', i)); got != want {
			t.Errorf("field %d: got %q, want %q", i, got, want)
		}
	}
}

// rawField finds what the lexer finds.
func FuzzRawField(f *testing.F) {
	f.Add([]byte(`a, b ,"c,d","e ""f""",,g`), uint8(3))
	f.Add([]byte(`1,*default,"*voice"`), uint8(2))
	f.Add([]byte(`"`), uint8(0))
	f.Fuzz(func(t *testing.T, raw []byte, i uint8) {
		var r lex.Record
		if n, ok := lex.First(raw, ',', true, &r); !ok || n < len(raw) {
			return
		}
		var want []byte
		if int(i) < r.Len() {
			want = trim(r.Field(int(i)))
		}
		if got := rawField(r.Raw, ',', int(i)); !bytes.Equal(got, want) {
			t.Errorf("%q, field %d: got %q, want %q", raw, i, got, want)
		}
	})
}
