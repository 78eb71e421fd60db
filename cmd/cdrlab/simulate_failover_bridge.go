package main

import (
	"context"
	"encoding/json"

	"github.com/cdrlab/cdrlab/simulate/failover"
)

// bridgeAnswer is the answer to one line of --bridge.
type bridgeAnswer struct {
	ID json.RawMessage `json:"id"`
	failover.Pair
}

// runBridge is --bridge: decisions of captured bridge requests.
func (f *failoverFlags) runBridge(ctx context.Context, con *console, release failover.Release) error {
	return f.lines(ctx, con, "--bridge", f.bridge, func(place string, line []byte) (any, error) {
		req, err := failover.ParseCaptured(place, line)
		if err != nil {
			return nil, err
		}
		registered, err := failover.AddressSet(place, req.Addresses)
		if err != nil {
			return nil, err
		}
		return bridgeAnswer{ID: req.ID, Pair: failover.DecideBoth(&req.Request, registered, release)}, nil
	})
}
