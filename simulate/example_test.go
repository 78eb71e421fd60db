package simulate_test

import (
	"fmt"
	"time"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/simulate"
)

// An hour in which carrier-2 stays silent for ten minutes.
func ExampleTraffic() {
	incident, err := simulate.ParseIncident("cause=PROGRESS_TIMEOUT,gateway=carrier-2,at=20m,for=10m")
	if err != nil {
		fmt.Println(err)
		return
	}
	timeouts := map[string]int{}
	err = simulate.Traffic(simulate.TrafficOptions{
		Seed:       1,
		Start:      time.Date(2026, 3, 10, 10, 0, 0, 0, time.UTC),
		Duration:   time.Hour,
		RatePerSec: 1,
		Gateways:   3,
		Incidents:  []simulate.Incident{incident},
	}, func(b *cdr.Batch) error {
		for i := range b.Rows {
			if b.Column(cdr.HangupCause).Name(i) == "PROGRESS_TIMEOUT" {
				timeouts[b.Column(cdr.ResourceID).Name(i)]++
			}
		}
		return nil
	})
	fmt.Println(timeouts, err)
	// Output: map[carrier-1:5 carrier-2:204 carrier-3:6] <nil>
}
