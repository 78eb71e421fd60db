package casefile

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// Batch is many calls cancelled after a restart, and what the file calls them.
type Batch struct {
	ID    string
	Batch *restart.Batch
}

// Batches calls each with every batch of a file of that name; an error of each
// ends it.
func Batches(name string, r io.Reader, each func(Batch) error) error {
	n := 0
	return lines(name, r, func(line []byte) error {
		n++
		in := &batchLine{Gateways: 2, UnknownCancel: "481", CancelRelay: "forward", CancelOrder: "same", Interval: seconds(50 * time.Millisecond)}
		if err := decode(line, in); err != nil {
			return err
		}
		if in.ID == "" {
			in.ID = word(strconv.Itoa(n))
		}
		b, err := in.batch()
		if err != nil {
			return err
		}
		if err := each(Batch{string(in.ID), b}); err != nil {
			return &writeError{err}
		}
		return nil
	})
}

// batchLine is a batch as it is written.
type batchLine struct {
	ID             word         `json:"id"`
	Seed           uint64       `json:"seed"`
	Strategy       string       `json:"strategy"`
	Algorithm      word         `json:"algorithm"`
	Alg            word         `json:"alg"`
	Gateways       int          `json:"gateways"`
	GatewaysAfter  int          `json:"gateways_after_restart"`
	DisabledBefore bool         `json:"gateway_disabled_before_restart"`
	Calls          int          `json:"calls"`
	CancelOrder    string       `json:"cancel_order"`
	Earlier        int          `json:"earlier_calls_before"`
	Interleaved    bool         `json:"new_calls_interleaved"`
	UnknownCancel  word         `json:"unknown_cancel"`
	CancelRelay    string       `json:"cancel_relay"`
	RoutesStrayAck bool         `json:"hop_by_hop_ack_routed_too"`
	Sequence       [][]string   `json:"sequence"`
	Turns          []string     `json:"turns_after_restart"`
	Interval       seconds      `json:"interval_s"`
	Restart        *restartLine `json:"restart"`
	batchResults
}

// batchResults are what was measured of a batch.
type batchResults struct {
	FirstCopyHits   anything `json:"first_copy_hits"`
	HitsAnyCopy     anything `json:"hits_any_copy"`
	HitByCopy       anything `json:"hit_by_copy"`
	NeverHit        anything `json:"never_hit"`
	CalleeCancelled anything `json:"callee_cancelled"`
	CallerGets487   anything `json:"caller_gets_487"`
	ReplyToCancel   anything `json:"reply_to_cancel"`
	BranchMatches   anything `json:"branch_matches_on_hit"`
	InInviteOrder   anything `json:"cancels_in_invite_order"`
	Invites         anything `json:"invites_per_gateway"`
	FirstCancels    anything `json:"first_cancels_per_gateway"`
	FirstCopyRate   anything `json:"first_copy_hit_rate"`
}

// maxCalls keeps a line's work to what a machine can do in seconds.
const maxCalls = 100_000

// batch is the batch, checked: all INVITEs, then the restart, then all
// CANCELs, an interval apart.
func (in *batchLine) batch() (*restart.Batch, error) {
	strategy, algorithm, err := in.routing()
	if err != nil {
		return nil, err
	}
	if in.Sequence != nil && in.Calls == 0 {
		in.Calls = len(in.Sequence)
	}
	switch {
	case in.Calls < 1 || in.Calls > maxCalls:
		return nil, fmt.Errorf("calls: %d found, 1 to %d wanted", in.Calls, maxCalls)
	case in.Sequence != nil && len(in.Sequence) != in.Calls:
		return nil, fmt.Errorf("sequence: %d calls found, %d wanted", len(in.Sequence), in.Calls)
	case in.Interval <= 0 || in.Interval > seconds(time.Hour):
		return nil, fmt.Errorf("interval_s: more than 0 and at most 3600 wanted")
	case in.Interleaved && in.Turns == nil && algorithm == restart.RoundRobin:
		return nil, fmt.Errorf("new_calls_interleaved: their turns decide, turns_after_restart wanted")
	}
	shuffled, err := either("cancel_order", in.CancelOrder, "random", "same")
	if err != nil {
		return nil, err
	}
	b := &restart.Batch{Call: *restart.NewCall(strategy)}
	b.CallID, b.Seed, b.Algorithm = string(in.ID), in.Seed, algorithm
	b.Gateways, b.GatewaysAfter, b.TurnsBefore = in.Gateways, in.GatewaysAfter, in.Earlier
	if b.GatewaysAfter == 0 {
		b.GatewaysAfter = b.Gateways
	}
	if in.DisabledBefore {
		b.Disabled = 0
	}
	if b.Gateway.SilentToUnknownCancel, err = either("unknown_cancel", string(in.UnknownCancel), "silent", "481"); err != nil {
		return nil, err
	}
	if b.Proxy.CancelWithState, err = either("cancel_relay", in.CancelRelay, "t_relay", "forward"); err != nil {
		return nil, err
	}
	b.Proxy.RoutesStrayAck = setting(&in.RoutesStrayAck)
	if err := in.members(b); err != nil {
		return nil, err
	}
	b.Restart = &restart.Restart{Signal: b.Members[in.Calls-1].InviteAt + time.Second}
	b.Restart.Bound = b.Restart.Signal + time.Second
	if in.Restart != nil {
		r, err := in.Restart.restart()
		if err != nil {
			return nil, err
		}
		b.Restart.Bound, b.Restart.Stop = b.Restart.Signal+r.Bound-r.Signal, r.Stop
	}
	if err := in.cancels(b, shuffled); err != nil {
		return nil, err
	}
	return b, b.Validate()
}

func (in *batchLine) routing() (restart.Strategy, restart.Algorithm, error) {
	var algorithm restart.Algorithm
	var err error
	if in.Algorithm == "" {
		in.Algorithm = in.Alg // as a case has it
	}
	switch {
	case in.Strategy == "" && in.Algorithm == "":
		return nil, 0, fmt.Errorf("strategy or algorithm wanted, none found")
	case in.Algorithm != "":
		if algorithm, err = restart.ParseAlgorithm(string(in.Algorithm)); err != nil {
			return nil, 0, err
		}
	}
	if in.Strategy == "" {
		in.Strategy = algorithm.String()
	}
	strategy, err := restart.ParseStrategy(in.Strategy)
	if err != nil {
		return nil, 0, err
	}
	if in.Algorithm == "" {
		algorithm = strategy.Algorithm()
	}
	return strategy, algorithm, nil
}

// members are the calls, in the order of the sequence if there is one: what is
// known of each is its gateway and, for a hash, its Call-ID.
func (in *batchLine) members(b *restart.Batch) error {
	for i := range in.Calls {
		m := restart.Member{CallID: fmt.Sprintf("%s-%d", in.ID, i+1), Gateway: -1, InviteAt: time.Duration(i) * in.Interval.duration()}
		if in.Sequence != nil {
			known := in.Sequence[i]
			if len(known) == 0 {
				return fmt.Errorf("sequence: call %d: its gateway wanted", i+1)
			}
			n, err := strconv.Atoi(strings.TrimPrefix(known[0], "gw"))
			if err != nil || n < 1 {
				return fmt.Errorf("sequence: call %d: %s found, gw1 to gw%d wanted", i+1, clip([]byte(known[0])), in.Gateways)
			}
			m.Gateway = n - 1
			if len(known) > 2 {
				m.CallID = known[2]
			}
		}
		b.Members = append(b.Members, m)
	}
	return nil
}

// cancels gives every call its CANCEL. Where the order of turns is known, each
// turn has its instant, and those of other messages move the list by
// themselves; where CANCELs are repeated, the order does not say whose copy a
// turn was, and the interval decides.
func (in *batchLine) cancels(b *restart.Batch, shuffled bool) error {
	start, step := b.Restart.Bound+time.Second, in.Interval.duration()
	if in.Turns == nil || b.Gateway.SilentToUnknownCancel {
		order := restart.Shuffled(in.Seed, in.Calls)
		for i := range b.Members {
			place := i
			if shuffled && in.Sequence == nil {
				place = order[i]
			}
			b.Members[i].CancelAt = start + time.Duration(place)*step
		}
		return nil
	}
	b.Proxy.RoutesStrayAck = restart.No
	next := 0
	for i, turn := range in.Turns {
		kind, _, _ := strings.Cut(turn, " ")
		at := start + time.Duration(i)*step
		switch {
		case kind == "CANCEL" && next == in.Calls:
			return fmt.Errorf("turns_after_restart: more CANCELs found than the %d calls", in.Calls)
		case kind == "CANCEL":
			b.Members[next].CancelAt = at
			next++
		case kind == "INVITE" || kind == "ACK":
			b.OtherTurnsAt = append(b.OtherTurnsAt, at)
		default:
			return fmt.Errorf("turns_after_restart: %s found, CANCEL, INVITE or ACK wanted%s", clip([]byte(turn)), suggestion(kind, "CANCEL", "INVITE", "ACK"))
		}
	}
	if next < in.Calls {
		return fmt.Errorf("turns_after_restart: %d CANCELs found, %d wanted", next, in.Calls)
	}
	return nil
}
