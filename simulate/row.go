package simulate

import "github.com/cdrlab/cdrlab/replay/cdr"

// gregorian1970 is 1970 in seconds of the gregorian calendar's year 0, the
// clock of Erlang's calendar and of KAZOO's documents.
const gregorian1970 = 62167219200

func (w *rows) addIdentifiers(l *leg) {
	w.text = appendCallID(w.text[:0], l.call, l.number)
	w.column[cdr.CallID].AppendText(w.text)
	w.text = appendCallID(w.text[:0], l.call, l.other)
	w.column[cdr.OtherLegCallID].AppendText(w.text)
	w.text = appendDigits(w.text[:0], uint64(l.callMs/1000+gregorian1970), 11)
	w.text = append(w.text, '-')
	w.text = appendHex(w.text, derive(l.call, saltInteraction))
	w.text = w.text[:len(w.text)-8]
	w.column[cdr.InteractionID].AppendText(w.text)
	isB := uint32(min(l.number, 1))
	w.code(cdr.Leg, isB)
	w.code(cdr.Direction, isB)
	w.code(cdr.AccountID, uint32(l.account))
	w.codeOrNull(cdr.ResourceID, int(l.carrier))
}

func (w *rows) addTimes(l *leg) {
	w.column[cdr.StartTime].AppendInt(l.startMs * 1000)
	w.column[cdr.EndTime].AppendInt(l.endMs * 1000)
	w.time(cdr.ProgressTime, l.progressMs)
	w.time(cdr.AnswerTime, l.answerMs)
	if l.earlyMedia {
		w.time(cdr.ProgressMediaTime, l.progressMs)
	} else {
		w.null(cdr.ProgressMediaTime)
	}
	w.column[cdr.TimePrecision].AppendInt(3)
	w.column[cdr.DurationMs].AppendInt(l.endMs - l.startMs)
	if l.answerMs > 0 {
		w.column[cdr.BillsecMs].AppendInt(l.endMs - l.answerMs)
	} else {
		w.column[cdr.BillsecMs].AppendInt(0)
	}
	if l.progressMs > 0 {
		w.column[cdr.ProgressMs].AppendInt(l.progressMs - l.startMs)
	} else {
		w.null(cdr.ProgressMs)
	}
}

func (w *rows) addEnd(l *leg) {
	c := &causes[l.cause]
	w.code(cdr.HangupCause, uint32(l.cause))
	w.column[cdr.HangupCauseCode].AppendInt(w.causeCodes[l.cause])
	w.code(cdr.CauseSource, 0)
	if c.sip != 0 {
		w.column[cdr.SIPCode].AppendInt(c.sip)
	} else {
		w.null(cdr.SIPCode)
	}
	w.codeOrNull(cdr.HangupDisposition, int(l.disposition)-1)
	if l.number == 0 {
		w.null(cdr.Attempt)
		w.null(cdr.LastAttempt)
		return
	}
	w.column[cdr.Attempt].AppendInt(int64(l.attempt))
	if l.last {
		w.column[cdr.LastAttempt].AppendInt(1)
	} else {
		w.column[cdr.LastAttempt].AppendInt(0)
	}
}
