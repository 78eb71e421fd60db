package cdr

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Rows that are appended in runs of any length, marked as null or valid at
// once, are those that are appended one by one.
func TestMarkedRunsEqualRows(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		runs, rows := NewColumn(AnswerTime), NewColumn(AnswerTime)
		if random.IntN(2) == 0 { // used before
			runs.AppendNull(Time)
			runs.Reset()
		}
		var nulls []bool
		for range random.IntN(6) {
			values, null := make([]int64, random.IntN(40)), make([]bool, 40)
			null = null[:len(values)]
			some := random.IntN(2) == 0
			for i := range values {
				values[i], null[i] = random.Int64(), some && random.IntN(3) == 0
				if null[i] {
					rows.AppendNull(Time)
				} else {
					rows.AppendInt(values[i])
				}
			}
			runs.Ints = append(runs.Ints, values...)
			if slices.Contains(null, true) {
				runs.MarkNulls(Time, null)
			} else {
				runs.MarkValid(Time, len(values))
			}
			nulls = append(nulls, null...)
		}
		for i, null := range nulls {
			if runs.IsNull(i) != null || rows.IsNull(i) != null || !null && runs.Ints[i] != rows.Ints[i] {
				t.Fatalf("row %d of %d: null %v, one by one %v, wanted %v", i, len(nulls), runs.IsNull(i), rows.IsNull(i), null)
			}
		}
	}
}
