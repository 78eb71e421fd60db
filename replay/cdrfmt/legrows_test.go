package cdrfmt

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A row repeats an earlier one if no mark that is known in both differs.
func TestLegRowsAgainstAllPairs(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var keys []rowKey
		for i := range random.IntN(12) {
			keys = append(keys, rowKey{
				hash:     uint64(random.IntN(2)),
				rowMarks: rowMarks{uint32(random.IntN(3)), uint32(random.IntN(3))},
				at:       place{input: uint32(random.IntN(3)), row: uint32(i)},
			})
		}
		slices.SortFunc(keys, rowKey.compare)
		for _, mode := range []DedupeMode{DedupeAuto, DedupeOn} {
			var leg legRows
			for i, k := range keys {
				want := false
				for _, e := range keys[:i] {
					same := e.sameLeg(k) && (e.apart == k.apart || e.apart == 0 || k.apart == 0) &&
						(e.sequence == k.sequence || e.sequence == 0 || k.sequence == 0)
					want = want || same && (mode == DedupeOn || e.at.input != k.at.input)
				}
				if got := leg.repeats(k, mode); got != want {
					t.Fatalf("%+v, row %d, mode %d: %v", keys, i, mode, got)
				}
			}
		}
	}
}

// ring is a row of cdr_csv: one of the phones that a queue rings for a call.
func ring(call, phone int, tail string) string {
	return fmt.Sprintf(`"acme","101","700","queues","""Ann"" <101>","SIP/gw-%08x","SIP/%d-%08x","Queue","sales","2026-03-10 14:00:%02d",,"2026-03-10 14:00:%02d",10,0,"NO ANSWER","DOCUMENTATION","17731512%02d.1",""`,
		call, phone, phone, call, call+10, call) + tail + "\n"
}

// Rows of one call are no duplicates of each other, wherever a file is cut and
// in whichever of Asterisk's forms it is; copies are.
func TestDedupeAsterisk(t *testing.T) {
	var rows, numbered []string
	for call := range 20 {
		for phone := range 3 {
			rows = append(rows, ring(call, phone, ""))
			numbered = append(numbered, ring(call, phone, fmt.Sprintf(`,"","17731512%02d.1",%d`, call, 10*call+phone)))
		}
	}
	text := strings.Join(rows, "")
	custom := `"""Ann"" <101>","101","700","queues","SIP/gw-00000001","SIP/0-00000000","Queue","sales","2026-03-10 14:00:01","","2026-03-10 14:00:11","10","0","NO ANSWER","DOCUMENTATION","acme","1773151201.1","",`
	again := strings.Replace(rows[3], ",10,0,", ",9,0,", 1)
	for _, test := range []struct {
		name       string
		a, b       string
		accepted   int
		duplicates uint64
	}{
		{"a copy", text, text, 60, 60},
		{"a copy of some", text, strings.Join(rows[10:20], ""), 60, 10},
		{"a copy with other line ends", text, strings.ReplaceAll(text, "\n", "\r\n"), 60, 60},
		{"a file cut in two", strings.Join(rows[:31], ""), strings.Join(rows[31:], ""), 60, 0},
		{"a file cut among rows without a phone", strings.ReplaceAll(numbered[0], "SIP/0-00000000", ""), strings.ReplaceAll(numbered[1], "SIP/1-00000001", ""), 2, 0},
		{"with and without numbers", text, strings.Join(numbered, ""), 60, 60},
		{"with numbers", strings.Join(numbered, ""), strings.Join(numbered[:7], ""), 60, 7},
		{"cdr_custom of the same", text, custom + "17\n", 60, 1},
		{"another duration", text, again, 61, 0},
		{"a file that grew", strings.Join(rows[:40], ""), text, 60, 40},
	} {
		dir := t.TempDir()
		for _, memory := range []int64{0, 1} {
			opt := options()
			opt.MemoryBytes = memory
			got := readRows(opt, 1<<10, write(t, dir, "Master.csv", test.a), write(t, dir, "acme.csv", test.b))
			if got.err != nil {
				t.Errorf("%s: %v", test.name, got.err)
				continue
			}
			f := got.report.Files
			if len(got.rows) != test.accepted || f[0].Duplicates != 0 || f[1].Duplicates != test.duplicates || f[1].Rejected > 0 {
				t.Errorf("%s, %d bytes: %d rows, %+v", test.name, memory, len(got.rows), f)
			}
		}
	}
}
