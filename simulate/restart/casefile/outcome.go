package casefile

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"time"

	"github.com/cdrlab/cdrlab/simulate/restart"
)

// outcomeLine is an outcome as it is written. What there was none of is "none"
// if it could have been, null if not.
type outcomeLine struct {
	ID                  string    `json:"id"`
	InviteSentAt        []seconds `json:"invite_sent_at"`
	InviteReaches       [][2]any  `json:"invite_reaches_gateway_at"`
	CalleeGateway       *string   `json:"callee_gateway"`
	CancelSentAt        []seconds `json:"cancel_sent_at"`
	CancelForwarded     [][2]any  `json:"cancel_forwarded"`
	CancelReached       *bool     `json:"cancel_reached_callee_gateway"`
	BranchMatches       *bool     `json:"cancel_branch_matches_invite"`
	CancelReply         any       `json:"caller_gets_reply_to_cancel"`
	CalleeFinal         any       `json:"callee_final"`
	CalleeFinalSentAt   []seconds `json:"callee_final_sent_at"`
	CalleeCancelled     bool      `json:"callee_cancelled"`
	CalleeRingsUntil    *seconds  `json:"callee_keeps_ringing_until"`
	CallerFinal         any       `json:"caller_final"`
	CallerFinalCopies   int       `json:"caller_final_copies"`
	CallerGets487       bool      `json:"caller_gets_487"`
	ProvisionalAtCaller [][2]any  `json:"provisional_at_caller"`
	GhostAnswer         bool      `json:"ghost_answer"`
	SecondPhone         bool      `json:"second_phone_rung"`
	AckSentAt           []seconds `json:"ack_sent_by_caller_at"`
	AckReachesAt        []seconds `json:"ack_reaches_callee_at"`
	AckReaches          *bool     `json:"ack_reaches_callee"`
	AckMisroutedTo      []string  `json:"ack_misrouted_to"`
	CallerByeSentAt     []seconds `json:"bye_by_caller_sent_at"`
	CallerByeReachesAt  []seconds `json:"bye_by_caller_reaches_callee_at"`
	ByeReaches          *bool     `json:"bye_reaches_callee"`
	CalleeByeSentAt     []seconds `json:"bye_by_callee_sent_at"`
	CalleeByeReachesAt  []seconds `json:"bye_by_callee_reaches_caller_at"`
	ByeReply            any       `json:"bye_reply"`
	AnsweredFor         *seconds  `json:"callee_answered_for_s"`
	ReinviteSentAt      []seconds `json:"reinvite_sent_at"`
	ReinviteReachesAt   []seconds `json:"reinvite_reaches_callee_at"`
	ReinviteFinal       any       `json:"reinvite_final_at_caller"`
	LostInDowntime      int       `json:"icmp_port_unreachable_from_proxy"`
	HitProbability      *float64  `json:"cancel_hit_probability"`
	Ladder              []string  `json:"ladder"`
}

// WriteOutcome writes a case's outcome as a line. Gateway gw1 is the first of
// the dispatcher's list; a line of the ladder is `t from>to message`, and why
// it was lost if it was.
func WriteOutcome(w io.Writer, id string, o *restart.Outcome) error {
	out := outcomeLine{
		ID: id, InviteSentAt: instants(o.InviteSentAt), InviteReaches: hops(o.InviteReaches),
		CancelSentAt: instants(o.CancelSentAt), CancelForwarded: hops(o.CancelForwarded),
		CancelReached: o.CancelReached, BranchMatches: o.BranchMatches,
		CalleeFinal: reply(o.CalleeFinal), CalleeFinalSentAt: instants(o.CalleeFinalSentAt), CalleeCancelled: o.CalleeCancelled(),
		CallerFinal: reply(o.CallerFinal), CallerFinalCopies: o.CallerFinalCopies, CallerGets487: o.CallerGets487,
		ProvisionalAtCaller: [][2]any{}, GhostAnswer: o.GhostAnswer, SecondPhone: o.SecondPhone,
		AckSentAt: instants(o.AckSentAt), AckReachesAt: instants(o.AckReachesAt), AckMisroutedTo: []string{},
		CallerByeSentAt: instants(o.CallerByeSentAt), CallerByeReachesAt: instants(o.CallerByeReachesAt),
		CalleeByeSentAt: instants(o.CalleeByeSentAt), CalleeByeReachesAt: instants(o.CalleeByeReachesAt),
		ReinviteSentAt: instants(o.ReinviteSentAt), ReinviteReachesAt: instants(o.ReinviteReachesAt),
		LostInDowntime: o.LostInDowntime, Ladder: []string{},
	}
	if o.HitProbability != nil {
		out.HitProbability = statistic(*o.HitProbability)
	}
	if o.CalleeGateway >= 0 {
		name := gatewayName(o.CalleeGateway)
		out.CalleeGateway = &name
	}
	if o.CancelSentAt != nil {
		out.CancelReply = reply(o.CancelReply)
	}
	if o.CalleeFinal.Code != 0 {
		at, reaches := seconds(o.CalleeFinal.At), o.AckReachesAt != nil
		out.CalleeRingsUntil, out.AckReaches = &at, &reaches
	}
	for _, r := range o.ProvisionalAtCaller {
		out.ProvisionalAtCaller = append(out.ProvisionalAtCaller, reply(r).([2]any))
	}
	for _, g := range o.AckMisroutedTo {
		out.AckMisroutedTo = append(out.AckMisroutedTo, gatewayName(g))
	}
	if o.CallerByeSentAt != nil {
		reaches := o.CallerByeReachesAt != nil
		out.ByeReaches = &reaches
	}
	if o.ByeReply.Code != 0 {
		out.ByeReply = [3]any{strconv.Itoa(o.ByeReply.Code), o.ByeReplyTo.String(), seconds(o.ByeReply.At)}
	}
	if o.AnsweredFor >= 0 {
		d := seconds(o.AnsweredFor)
		out.AnsweredFor = &d
	}
	if o.ReinviteSentAt != nil {
		out.ReinviteFinal = reply(o.ReinviteFinal)
	}
	for _, m := range o.Ladder {
		out.Ladder = append(out.Ladder, m.String())
	}
	return writeLine(w, out)
}

func gatewayName(g int) string { return (restart.FirstGateway + restart.Party(g)).String() }

func instants(list []time.Duration) []seconds {
	out := []seconds{}
	for _, d := range list {
		out = append(out, seconds(d))
	}
	return out
}

func hops(list []restart.Hop) [][2]any {
	out := [][2]any{}
	for _, h := range list {
		out = append(out, [2]any{gatewayName(h.Gateway), seconds(h.At)})
	}
	return out
}

func reply(r restart.Reply) any {
	if r.Code == 0 {
		return "none"
	}
	return [2]any{strconv.Itoa(r.Code), seconds(r.At)}
}

// writeLine writes one object. The ">" of ladders stays what it is.
func writeLine(w io.Writer, v any) error {
	var line bytes.Buffer
	e := json.NewEncoder(&line)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(line.Bytes())
	return err
}
