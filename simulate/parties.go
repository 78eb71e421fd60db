package simulate

import "github.com/cdrlab/cdrlab/replay/cdr"

// codecs are the codecs there are; phones and carriers agree on these of them.
var (
	codecs        = [...]string{"PCMU", "PCMA", "opus", "G722", "G729"}
	phoneCodecs   = [...]int{0, 0, 1, 2, 3}
	carrierCodecs = [...]int{0, 0, 1, 4}
)

// unnamedPerTen is how many of ten calls from outside come without a name.
const unnamedPerTen = 3

// addParties writes who calls whom, over which switch and codec. All is drawn
// from the call's seed in the same order whatever the leg, so the legs of a
// call agree.
func (w *rows) addParties(l *leg) {
	a := &w.accounts[l.account]
	r := random(derive(l.call, saltPeople))
	n := r.below(a.users)
	caller := a.user(n)
	n += 1 + r.below(a.users-ringGroup) // another user, and room for a ring group before the caller comes again
	callee := a.user((n + phoneOf(l)) % a.users)
	w.code(cdr.MediaServer, r.below(uint32(len(mediaServers))))
	outsideName := people[r.below(uint32(len(people)))]
	if r.below(10) < unnamedPerTen {
		outsideName = ""
	}
	w.addCodec(l, &r)
	var buf [16]byte
	outside := string(appendNumber(buf[:0], &r))

	var from, fromName, to, toName, dialed string
	phone := &callee // the user whose phone the leg goes to or comes from
	isA := l.number == 0
	switch {
	case l.kind == outgoing && isA:
		from, fromName, to, dialed, phone = caller.extension, caller.name, outside, outside, &caller
	case l.kind == outgoing:
		from, fromName, to, dialed, phone = a.number, a.company, outside, outside, nil
	case l.kind == incoming && isA:
		from, fromName, to, toName, dialed, phone = outside, outsideName, callee.extension, callee.name, a.number, nil
	case l.kind == incoming:
		from, fromName, to, toName, dialed = outside, outsideName, callee.extension, callee.name, callee.extension
	default:
		from, fromName, to, toName, dialed = caller.extension, caller.name, callee.extension, callee.name, callee.extension
		if isA {
			phone = &caller
		}
	}
	w.textOrNull(cdr.CallerIDNumber, from)
	w.textOrNull(cdr.CallerIDName, fromName)
	w.textOrNull(cdr.CalleeIDNumber, to)
	w.textOrNull(cdr.CalleeIDName, toName)
	w.textOrNull(cdr.DestinationNumber, dialed)
	if phone == nil {
		w.null(cdr.OwnerID)
		w.null(cdr.AuthorizingID)
		return
	}
	w.text = appendHex(appendHex(w.text[:0], phone.owner[0]), phone.owner[1])
	w.column[cdr.OwnerID].AppendText(w.text)
	w.text = appendHex(appendHex(w.text[:0], phone.device[0]), phone.device[1])
	w.column[cdr.AuthorizingID].AppendText(w.text)
}

// phoneOf is which phone of a ring group a leg goes to, from 0.
func phoneOf(l *leg) uint32 {
	if l.kind != incoming || l.number == 0 {
		return 0
	}
	return uint32(l.number) - 1
}

// addCodec writes the codec of a leg that had media.
func (w *rows) addCodec(l *leg, r *random) {
	phone := phoneCodecs[r.below(uint32(len(phoneCodecs)))]
	carrier := carrierCodecs[r.below(uint32(len(carrierCodecs)))]
	codec := phone
	if l.kind == outgoing && l.number > 0 || l.kind == incoming && l.number == 0 {
		codec = carrier
	}
	if l.answerMs == 0 && !l.earlyMedia {
		codec = -1
	}
	w.codeOrNull(cdr.ReadCodec, codec)
	w.codeOrNull(cdr.WriteCodec, codec)
}
