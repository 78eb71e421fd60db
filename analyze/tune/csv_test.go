package tune

import (
	"bytes"
	"context"
	"encoding/csv"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
)

// TestWriteCSV shows the whole of a small curve: two legs set the average to
// 0.4 at 1015, a third follows; the checks at 1060, 1120 and 1180 see 0.4*e^(-9/12),
// and less. A cause without legs has one row.
func TestWriteCSV(t *testing.T) {
	set := &count.Set{
		Causes: []string{"CALL_REJECTED"}, Accounts: []string{"a"}, Gateways: []string{""},
		Groups: []count.Group{{Second: 1010, N: 2}, {Second: 1075, N: 1}},
	}
	start := replay.Second(1000)
	run := replay.Options{Since: start, Until: 1200, AppStart: &start}
	opt := Options{Alerts: true, Incidents: []Incident{{Name: "INC", Start: 1020, End: 1090, Cause: "CALL_REJECTED"}}}
	c, err := NewCurves(context.Background(), set, &alert.Config{Monitor: []string{`odd "cause", quoted`, "CALL_REJECTED"}}, run, opt)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteCSV(&b, []Curve{c.Curves[0], c.Curves[4]}, false); err != nil {
		t.Fatal(err)
	}
	want := `cause,metric,threshold_low,threshold_high,alerts,firings,incidents,detected,false_firings,precision,recall,mean_detect_s,max_detect_s,mean_reset_s
CALL_REJECTED,one,5e-324,0.02859147636010641,3,1,1,1,0,1,1,40,40,110
CALL_REJECTED,one,0.02859147636010641,0.07771969063849359,2,1,1,1,0,1,1,40,40,90
CALL_REJECTED,one,0.07771969063849359,0.18894662109640595,1,1,1,1,0,1,1,40,40,30
CALL_REJECTED,one,0.18894662109640595,inf,0,0,1,0,0,,0,,,
"odd ""cause"", quoted",one,5e-324,inf,0,0,0,0,0,,,,,
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	b.Reset()
	if err := WriteCSV(&b, c.Curves[:1], true); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "cause,account,metric,threshold_low,") || !strings.Contains(b.String(), "\nCALL_REJECTED,,one,5e-324,") {
		t.Errorf("with accounts:\n%s", b.String())
	}
}

// TestCSVRows: rows tile (0, inf), no two neighbours look alike, and each
// threshold reads back as the float64 that the curve changes at.
func TestCSVRows(t *testing.T) {
	for seed := range uint64(30) {
		tr := randomTrial(rand.New(rand.NewPCG(seed, 15)))
		tr.opt.Alerts = seed%2 == 0
		c, err := NewCurves(context.Background(), tr.set, anyConfig, tr.run, tr.opt)
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.Curves {
			checkRows(t, &c.Curves[i])
		}
	}
}

func checkRows(t *testing.T, c *Curve) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCSV(&b, []Curve{*c}, false); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	steps := map[float64]bool{}
	for s := range c.Steps() {
		steps[s.Low] = true
	}
	high := "5e-324"
	for i, row := range rows[1:] {
		if row[2] != high {
			t.Fatalf("row %d begins at %s, the last ended at %s", i, row[2], high)
		}
		low, err := strconv.ParseFloat(row[2], 64)
		if err != nil || !steps[low] {
			t.Fatalf("row %d begins at %s, where the curve has no step (%v)", i, row[2], err)
		}
		if i > 0 && strings.Join(row[4:], ",") == strings.Join(rows[i][4:], ",") {
			t.Fatalf("rows %d and %d look alike: %v", i-1, i, row)
		}
		o := c.At(low)
		if got, want := row[4]+" "+row[5]+" "+row[8], join(o.Alerts, o.Firings, o.False); got != want {
			t.Fatalf("row %d: %s, want %s", i, got, want)
		}
		high = row[3]
	}
	if high != "inf" {
		t.Fatalf("the last row ends at %s", high)
	}
}

func join(alerts, firings, falsy uint64) string {
	var b []byte
	for _, n := range []uint64{alerts, firings, falsy} {
		b = append(strconv.AppendUint(b, n, 10), ' ')
	}
	return string(bytes.TrimSpace(b))
}

func TestAppendStatistic(t *testing.T) {
	for _, c := range []struct {
		x       float64
		defined bool
		want    string
	}{{1.0 / 3, true, ",0.333333"}, {720, true, ",720"}, {86461.25, true, ",86461.2"}, {0, true, ",0"}, {math.NaN(), false, ","}} {
		if got := string(appendStatistic(nil, c.x, c.defined)); got != c.want {
			t.Errorf("%v: %s, want %s", c.x, got, c.want)
		}
	}
}
