package casefile

import (
	"fmt"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// restartLine is a restart as it is written.
type restartLine struct {
	Signal *seconds `json:"signal"`
	Bound  *seconds `json:"bound"`
	Kind   string   `json:"kind"`
	// The other instants that were measured of a restart.
	Gone  anything `json:"gone"`
	Exec  anything `json:"exec"`
	Ready anything `json:"ready"`
}

func (in *restartLine) restart() (*restart.Restart, error) {
	if in.Signal == nil || in.Bound == nil || *in.Signal == never || *in.Bound == never {
		return nil, fmt.Errorf("restart: signal and bound wanted, in seconds")
	}
	if in.Kind == "" {
		in.Kind = restart.Orderly.String()
	}
	crash, err := either("restart.kind", in.Kind, restart.Crash.String(), restart.Orderly.String())
	if err != nil {
		return nil, err
	}
	r := &restart.Restart{Signal: in.Signal.duration(), Bound: in.Bound.duration()}
	if crash {
		r.Stop = restart.Crash
	}
	return r, nil
}
