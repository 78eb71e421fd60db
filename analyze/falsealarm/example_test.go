package falsealarm_test

import (
	"fmt"

	"github.com/cdrlab/cdrlab/analyze/falsealarm"
	"github.com/cdrlab/cdrlab/replay/meter"
)

// A quarter more threshold: a hundred times fewer false alarms, and an outage
// that multiplies the rate by five is seen 12 seconds later.
func Example() {
	usual := falsealarm.Model{Metric: meter.One, RatePerSec: 0.1}
	for _, threshold := range []float64{0.2, 0.25} {
		alarm, err := usual.TimeToAlarm(threshold, falsealarm.Steady)
		if err != nil {
			fmt.Println(err)
			return
		}
		detect, err := usual.TimeToDetect(threshold, 0.5, falsealarm.StepAnyTime)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%v: false alarm after %.6g min, half of them by %d min; outage seen after %.3g s\n",
			threshold, alarm.MeanMinutes, alarm.Quantile(0.5), detect.MeanMinutes*60)
	}
	// Output:
	// 0.2: false alarm after 728.096 min, half of them by 505 min; outage seen after 49.4 s
	// 0.25: false alarm after 76667.8 min, half of them by 53142 min; outage seen after 61 s
}

// The threshold for one false firing a week, when nights are quieter.
func ExampleOutlook_Threshold() {
	o, err := falsealarm.NewOutlook(falsealarm.Traffic{
		Metric:  meter.Five,
		Profile: falsealarm.Profile{SlotMinutes: 720, RatesPerSec: []float64{0.02, 0.1}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	threshold, err := o.Threshold(1)
	fmt.Println(threshold, err)
	// Output:
	// 0.0297365 <nil>
}
