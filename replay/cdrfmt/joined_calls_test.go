package cdrfmt

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/joining"
)

// made-up rows of calls, some of which have many.
func randomCallRows(r *random, calls int) []joining.Row {
	var rows []joining.Row
	for i := range calls {
		call := cdr.Identify(1, []byte{byte(i), byte(i >> 8)})
		if r.below(4) == 0 && len(rows) > 0 { // near another in the order of hashes
			call = rows[len(rows)-1].Call
			call.Hi += uint64(r.below(3))
		}
		n := 1 + r.below(3)
		if r.below(20) == 0 {
			n = 40
		}
		for range n {
			rows = append(rows, joining.Row{
				Call: call, Us: int64(r.below(5)), Kind: joining.Invite + joining.Kind(r.below(4)),
				At: joining.Place{Chunk: uint32(r.below(3)), Row: uint32(len(rows))}, From: uint64(r.below(2)), To: uint64(r.below(2)),
				Content: uint64(len(rows)), Code: uint16(200 + 100*r.below(3)),
			})
		}
	}
	return rows
}

// However few rows are sorted at once, and whether or not they are in memory,
// the outcomes are those of all rows sorted together.
func TestCallsAsTwin(t *testing.T) {
	r := random(5)
	for round := range 30 {
		rows := randomCallRows(&r, 1+r.below(300))
		sorted := slices.Clone(rows)
		slices.SortFunc(sorted, func(a, b joining.Row) int { return bytes.Compare(a.Append(nil), b.Append(nil)) })
		var want []string
		for len(sorted) > 0 {
			n := 1
			for n < len(sorted) && sorted[n].Call == sorted[0].Call {
				n++
			}
			for _, o := range new(joining.Joiner).Join(sorted[:n:n], nil) {
				if !o.Plain() {
					want = append(want, string(o.Append(nil)))
				}
			}
			sorted = sorted[n:]
		}
		slices.Sort(want)
		src := &source{begins: make([]chunkBegin, 3)}
		for _, limit := range []int64{1, 1 << 30} {
			for _, bytes := range []int{12_000, 40_000, rangeBytes} {
				j := &joined{}
				j.begin(2 * limit)
				j.rangeBytes = bytes
				var l lot
				for i := range rows {
					l.data = rows[i].Append(l.data)
					l.end(partOfCall(rows[i].Call.Hi))
				}
				if err := j.rows.add(context.Background(), &l); err != nil {
					t.Fatal(err)
				}
				if err := j.join(context.Background(), []*source{src}, 1+r.below(3)); err != nil {
					t.Fatalf("round %d: %v", round, err)
				}
				var got []string
				for chunk := range src.begins {
					err := j.outcomes.each(chunk, func(b []byte) error {
						got = append(got, string(b))
						return nil
					})
					if err != nil {
						t.Fatal(err)
					}
				}
				j.close()
				if slices.Sort(got); !slices.Equal(got, want) {
					t.Fatalf("round %d, %d bytes at once: %d outcomes, want %d", round, bytes, len(got), len(want))
				}
			}
		}
	}
}

// A call of which the rows are too many to be sorted at once is an error that
// names its first row, whatever their order.
func TestCallTooLarge(t *testing.T) {
	j := &joined{}
	j.begin(1 << 20)
	j.rangeBytes = 1000
	defer j.close()
	var l lot
	for i := range 100 {
		row := joining.Row{Call: cdr.Identity{Hi: 1 << 63, Lo: uint64(i)}, At: joining.Place{Source: 1, Chunk: uint32(100 - i)}}
		if i%2 == 0 { // others near it
			row.Call.Hi += uint64(i)
		}
		l.data = row.Append(l.data)
		l.end(partOfCall(row.Call.Hi))
	}
	if err := j.rows.add(context.Background(), &l); err != nil {
		t.Fatal(err)
	}
	begins := make([]chunkBegin, 101)
	begins[1].At.Byte = 77
	list := []*source{{}, {input: input{name: "acc.csv"}, begins: begins}}
	var bad *cdr.DataError
	if err := j.join(context.Background(), list, 3); !errors.As(err, &bad) || bad.Place != "acc.csv" || !strings.Contains(bad.Problem, "the first behind byte 77") {
		t.Errorf("got %v", err)
	}
}
