package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
)

// made is a generated file and what is true of it.
func made(t testing.TB, r recipe) ([]byte, truth) {
	t.Helper()
	var out bytes.Buffer
	known, err := generate(&out, r)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), known
}

func TestSameRecipeSameBytes(t *testing.T) {
	for _, c := range []struct {
		recipe recipe
		sha256 string
	}{
		{recipe{rows: 1000, seed: 1}, "20fb4230133bc63b2bdfaaf8b3b0fa06e97b51b8975c9b188ff6f5b626d82e37"},
		{recipe{rows: 1000, seed: 2}, "7b4b0fb3b5daee447d763b8c0c51bed409776267205c9a6b1afe9283eb8f8500"},
		{recipe{rows: 1000, seed: 1, quoteAll: true}, "c8c9017e857c85cfbb059b70d1b78ef3d558c0af0706feb13bd9c5243bc1476b"},
		{recipe{rows: 1000, seed: 1, broken: true}, "29bdea06ad9f494ff18a29f1f48bb40fad56f7f53b969d1b61b64cdee227a246"},
	} {
		file, _ := made(t, c.recipe)
		if got := fmt.Sprintf("%x", sha256.Sum256(file)); got != c.sha256 {
			t.Errorf("%+v: sha256 %s, want %s", c.recipe, got, c.sha256)
		}
	}
}

func TestQuotesDoNotChangeTheFields(t *testing.T) {
	plain, _ := made(t, recipe{rows: 500, seed: 3})
	quoted, _ := made(t, recipe{rows: 500, seed: 3, quoteAll: true})
	a, b := fieldsOf(t, plain), fieldsOf(t, quoted)
	if fmt.Sprint(a) != fmt.Sprint(b) {
		t.Error("the quoted file has other fields")
	}
	if n := bytes.Count(quoted, []byte(`"`)); n < 2*500*fieldCount {
		t.Errorf("%d quotes in the quoted file", n)
	}
}

func fieldsOf(t *testing.T, file []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestRowsHoldTogether(t *testing.T) {
	const rows = 8_000
	file, known := made(t, recipe{rows: rows, seed: 1})
	if width := len(file) / rows; width < 290 || width > 340 {
		t.Errorf("%d bytes a row", width)
	}
	records := fieldsOf(t, file)
	if len(records) != rows+1 || known.Rows != rows || known.Damaged != 0 {
		t.Fatalf("%d records, truth %d rows, %d damaged", len(records), known.Rows, known.Damaged)
	}
	at := map[string]int{}
	for i, name := range records[0] {
		at[name] = i
	}
	var last time.Time
	agents := 0
	for _, r := range records[1:] {
		start, end := instant(t, r[at["start"]]), instant(t, r[at["end"]])
		if end.Before(last) {
			t.Fatalf("%s ends before the row above", r[0])
		}
		last = end
		if want := strconv.Itoa(int(end.Sub(start) / time.Second)); r[at["duration_s"]] != want {
			t.Fatalf("%s: duration_s %s, want %s", r[0], r[at["duration_s"]], want)
		}
		if answered := r[at["answer"]] != ""; answered != (r[at["billsec"]] != "0") {
			t.Fatalf("%s: answer %q, billsec %s", r[0], r[at["answer"]], r[at["billsec"]])
		}
		if strings.ContainsAny(r[at["user_agent"]], `",`) {
			agents++
		}
	}
	if agents < rows/150 || agents > rows/70 {
		t.Errorf("%d user agents need quotes, want one in %d", agents, quotedAgentIn)
	}
}

func instant(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestBrokenRowsHaveOtherWidths(t *testing.T) {
	file, known := made(t, recipe{rows: 5000, seed: 1, broken: true})
	in := csv.NewReader(bytes.NewReader(file))
	in.FieldsPerRecord = -1
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	short, long := 0, 0
	for _, r := range records[1:] {
		switch {
		case len(r) < fieldCount:
			short++
		case len(r) > fieldCount:
			long++
		}
	}
	if short == 0 || long == 0 || int64(short+long) != known.Damaged {
		t.Errorf("%d short, %d long, %d damaged", short, long, known.Damaged)
	}
}

func TestScheduleDealsAllRows(t *testing.T) {
	for _, rows := range []int{1, 1000, 12_345_678} {
		plan := newSchedule(rows)
		night, noon, sum := 0, 0, 0
		for second := range weekSec {
			n := plan.next(second)
			if n < 0 {
				t.Fatalf("%d rows in a second", n)
			}
			sum += n
			switch second / 3600 {
			case 3:
				night += n
			case 11:
				noon += n
			}
		}
		if sum != rows {
			t.Errorf("%d rows dealt, want %d", sum, rows)
		}
		if rows > 100 && noon < 10*night {
			t.Errorf("%d rows at night, %d at noon", night, noon)
		}
	}
}

func TestIncidentsShow(t *testing.T) {
	g := newLegs(1)
	struck := func(in *incident, second int) (n, all int) {
		for range 4000 {
			l := g.draw(second, 0)
			if in.gateway != anyOne && l.gateway != in.gateway || in.account != anyOne && l.account != in.account {
				continue
			}
			all++
			for _, c := range in.causes {
				if l.cause == c {
					n++
					break
				}
			}
		}
		return n, all
	}
	for i := range incidents {
		in := &incidents[i]
		n, all := struck(in, in.from)
		if all == 0 || n*100 < all*(in.percent-10) {
			t.Errorf("incident %d: %d of %d legs struck, want %d%%", i, n, all, in.percent)
		}
		if n, all := struck(in, in.to); n*5 > all {
			t.Errorf("after incident %d: %d of %d legs struck", i, n, all)
		}
	}
}
