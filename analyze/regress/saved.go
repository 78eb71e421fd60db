package regress

import (
	"encoding/json"
	"io"

	"github.com/cdrlab/cdrlab/replay"
	"github.com/cdrlab/cdrlab/replay/alert"
	"github.com/cdrlab/cdrlab/replay/count"
)

// Saved is the JSON of a replay, which baselines are saved in. Its keys and
// their order are a contract.
type Saved struct {
	Input     Input           `json:"input"`
	Engine    Engine          `json:"engine"`
	Firings   []replay.Firing `json:"firings"`
	Alerts    uint64          `json:"alerts"`
	AlertsMin uint64          `json:"alerts_min"`
	Notices   uint64          `json:"notices"`
}

// Input is the accounting: rows = accepted + rejected + duplicates, and
// accepted = joined + filtered + ignored + before_app_start + events.
type Input struct {
	Files      []count.Source `json:"files"`
	Rows       uint64         `json:"rows"`
	Accepted   uint64         `json:"accepted"`
	Rejected   uint64         `json:"rejected"`
	Duplicates uint64         `json:"duplicates"`
	// Joined is part of accepted: rows that are part of the leg of another.
	Joined uint64 `json:"joined,omitempty"`
	// Flags counts the accepted rows that carry each flag, by its name.
	Flags          map[string]uint64 `json:"flags,omitempty"`
	Filtered       uint64            `json:"filtered"`
	Ignored        uint64            `json:"ignored"`
	BeforeAppStart uint64            `json:"before_app_start"`
	Events         uint64            `json:"events"`
	// First and Last are null if no row was kept.
	First *replay.Second `json:"first"`
	Last  *replay.Second `json:"last"`
	// CountsSHA256 identifies the traffic (count.Set.Fingerprint).
	CountsSHA256 string `json:"counts_sha256"`
	// Filter is what was asked for; nil if all rows were.
	Filter *Filter `json:"filter,omitempty"`
}

// Filter is the part of the rows that was asked for; what is empty keeps all.
type Filter struct {
	Since      *replay.Second `json:"since,omitempty"`
	Until      *replay.Second `json:"until,omitempty"`
	Accounts   []string       `json:"accounts,omitempty"`
	Causes     []string       `json:"causes,omitempty"`
	Directions []string       `json:"directions,omitempty"`
	Gateways   []string       `json:"gateways,omitempty"`
}

// Engine is what the engine ran with. Since and until are those of the
// report, without the warm-up, and null if neither flags nor rows gave any.
type Engine struct {
	Since       *replay.Second  `json:"since"`
	Until       *replay.Second  `json:"until"`
	AppStart    *replay.Second  `json:"app_start"`
	AppRestarts []replay.Second `json:"app_restarts"`
	Monitored   []string        `json:"monitored"`
	Ignored     []string        `json:"ignored"`
	// Thresholds are those that are on, of the causes checked.
	Thresholds map[string]Limits `json:"thresholds"`
	Unchecked  []alert.Unchecked `json:"unchecked"`
	// What follows is there only if it is not as KAZOO has it by default.
	// Accounts holds what is set, off included: it wins over account "*".
	Accounts      map[string]map[string]Limits `json:"accounts,omitempty"`
	WarmUpSec     int64                        `json:"warm_up_s,omitempty"`
	CheckAccounts bool                         `json:"check_accounts,omitempty"`
	Copies        int                          `json:"copies,omitempty"`
	Nodes         int                          `json:"nodes,omitempty"`
	Seed          uint64                       `json:"seed,omitempty"`
}

// Limits holds thresholds T, per second before they are multiplied by the
// minutes of the average; nil is not set.
type Limits struct {
	One     *float64 `json:"one,omitempty"`
	Five    *float64 `json:"five,omitempty"`
	Fifteen *float64 `json:"fifteen,omitempty"`
	Day     *float64 `json:"day,omitempty"`
}

// Write writes the result as Parse reads it.
func (s *Saved) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(s)
}
