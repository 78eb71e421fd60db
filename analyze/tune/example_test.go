package tune_test

import (
	"context"
	"fmt"

	"github.com/cdrlab/cdrlab/analyze/tune"
	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// Thirty calls time out in one minute: what would each threshold have done?
func Example() {
	set := &count.Set{Causes: []string{"PROGRESS_TIMEOUT"}, Accounts: []string{"a"}, Gateways: []string{""}}
	for i := range uint32(30) {
		set.Groups = append(set.Groups, count.Group{Second: 2000 + 2*i, N: 1})
	}
	start := replay.Second(0)
	run := replay.Options{Until: 4000, AppStart: &start}
	cfg := &alert.Config{Monitor: set.Causes}
	opt := tune.Options{Incidents: []tune.Incident{{Name: "INC-7", Start: 1990, End: 2060}}, GraceSec: 300}

	curves, err := tune.NewCurves(context.Background(), set, cfg, run, opt)
	if err != nil {
		fmt.Println(err)
		return
	}
	five := &curves.Curves[meter.Five]
	fmt.Printf("five keeps the incident below T = %.4f\n", five.Keeps[0])
	for _, t := range []float64{0.01, 0.05, 0.1} {
		o := five.At(t)
		fmt.Printf("T = %.2f: %d firings, %d of %d detected after %v s, over %v s after the end\n",
			t, o.Firings, o.Detected, o.Incidents, o.MeanDetectSec, o.MeanResetSec)
	}
	// Output:
	// five keeps the incident below T = 0.1175
	// T = 0.01: 1 firings, 1 of 1 detected after 50 s, over 760 s after the end
	// T = 0.05: 1 firings, 1 of 1 detected after 50 s, over 280 s after the end
	// T = 0.10: 1 firings, 1 of 1 detected after 50 s, over 100 s after the end
}
