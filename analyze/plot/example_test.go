package plot_test

import (
	"fmt"
	"io"
	"time"

	"github.com/cdrlab/cdrlab/analyze/plot"
	"github.com/cdrlab/cdrlab/replay/meter"
)

func ExampleLoadFigure() {
	since := time.Date(2026, 3, 10, 14, 0, 0, 0, time.UTC)
	figure := plot.LoadFigure{
		Cause:           "PROGRESS_TIMEOUT",
		Since:           since,
		Until:           since.Add(3 * time.Minute),
		TimesUnix:       []int64{since.Unix() + 60, since.Unix() + 120, since.Unix() + 180},
		RatesPerSec:     [meter.NumMetrics][]float64{meter.One: {0.2, 0.9, 0.4}},
		LimitsPerSec:    meter.Values{meter.One: meter.One.LimitPerSecond(0.5)},
		Firings:         []plot.Span{{Start: since.Unix() + 120, End: since.Unix() + 180, Metrics: []string{"one"}}},
		EventsPerMin:    []uint64{12, 60, 20},
		MinuteStartUnix: since.Unix(),
	}
	fmt.Println(figure.Draw(io.Discard, plot.PNG)) // usually an open file
	// Output: <nil>
}

func ExampleFileName() {
	fmt.Println(plot.FileName("PROGRESS_TIMEOUT") + "." + plot.SVG.String())
	fmt.Println(plot.FileName("a cause/of ours") + "." + plot.PNG.String())
	// Output:
	// PROGRESS_TIMEOUT.svg
	// a_cause_of_ours-e925ab209658ce0e.png
}
