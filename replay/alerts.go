package replay

import "github.com/cdrlab/cdrlab/replay/meter"

// metricMask has bit m set for metric m.
type metricMask uint8

// exceeded tells which averages are above their limits; a limit of 0 is off.
func exceeded(rates, limits *meter.Values) metricMask {
	var mask metricMask
	for m, limit := range limits {
		if limit > 0 && rates[m] > limit {
			mask |= 1 << m
		}
	}
	return mask
}

func (mask metricMask) names() []string {
	names := []string{}
	for m := range meter.Metric(meter.NumMetrics) {
		if mask>>m&1 == 1 {
			names = append(names, m.String())
		}
	}
	return names
}

func newAlert(second Second, key meterKey, mask metricMask, rates, thresholds, limits *meter.Values) Alert {
	a := Alert{Time: second, Cause: key.cause, Account: key.accountOrNil()}
	for m := range meter.Metric(meter.NumMetrics) {
		if mask>>m&1 == 1 {
			a.Metrics = append(a.Metrics, MetricAlert{
				Metric: m.String(), Value: rates[m], Threshold: thresholds[m], LimitPerSecond: limits[m],
			})
		}
	}
	return a
}

func (a *Alert) metricNames() []string {
	names := make([]string, len(a.Metrics))
	for i, m := range a.Metrics {
		names[i] = m.Metric
	}
	return names
}
