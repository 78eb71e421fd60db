package dialect

import "testing"

func TestIsDrawn(t *testing.T) {
	for line, want := range map[string]bool{
		"+-----+----+": true, "-----+-----": true, "---": true, "  +--+--+  ": true,
		"(1 row)": true, "(12 rows)": true, "1 row in set (0.01 sec)": true, "12 rows in set, 2 warnings (0.01 sec)": true,
		"": false, "--": false, "+++": false, "-----|----": false, "(rows)": false, "(12 rows": false, "12 rows": false,
		"a | b": false, "12 rowing in set": false, "-1": false,
	} {
		if got := isDrawn([]byte(line)); got != want {
			t.Errorf("%q: got %v", line, got)
		}
	}
}
