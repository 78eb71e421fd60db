package main

import (
	"time"

	"github.com/cdrlab/cdrlab/analyze/label"
	"github.com/cdrlab/cdrlab/replay"
)

// readIncidents reads the file of labelled incidents that a flag names, with
// times as those of --since: a local one is of zone.
func readIncidents(flag, path string, zone *time.Location) (incidents []label.Incident, remarks []string, err error) {
	data, err := readSmall(flag, path)
	if err != nil {
		return nil, nil, err
	}
	return label.Load(path, data, label.Options{
		Zone: zone.String(),
		Instant: func(field, text string) (replay.Second, error) {
			return parseInstant(field, text, zone)
		},
	})
}
