package meter

// Metric is one of the load averages that a threshold can be set on.
type Metric uint8

// The four averages, in the order KAZOO lists them.
const (
	One Metric = iota
	Five
	Fifteen
	Day

	NumMetrics = iota
)

var metricNames = [NumMetrics]string{"one", "five", "fifteen", "day"}

// String is the name KAZOO's commands and documents use.
func (m Metric) String() string { return metricNames[m] }

// MetricByName finds a metric by KAZOO's name.
func MetricByName(name string) (Metric, bool) {
	for m, n := range metricNames {
		if n == name {
			return Metric(m), true
		}
	}
	return 0, false
}

// minutes is what hangups_monitoring multiplies a threshold by.
var minutes = [NumMetrics]float64{1, 5, 15, 1440}

// Minutes is the span of the average, 1, 5, 15 or 1440.
func (m Metric) Minutes() int { return int(minutes[m]) }

// LimitPerSecond is the rate, in events per second, that the average must
// exceed for threshold t to alert: t times the minutes, rounded once
// (hangups_monitoring:is_exceeded).
func (m Metric) LimitPerSecond(t float64) float64 { return float64(t * minutes[m]) }

// Values holds one number for each metric.
type Values [NumMetrics]float64
