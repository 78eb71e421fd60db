package simulate

// Longest times, in milliseconds. With maxAttempts legs, the longest of which
// is silent for 32 s, they keep every call shorter than longestCallSec.
const (
	longestRing     = 55_000
	longestTalk     = 3600_000
	longestTransfer = 1200_000
	longestMessage  = 90_000
)

// place is where a B leg goes.
type place struct {
	account int
	carrier int // -1 for a phone
}

// try makes a B leg that starts at ms and ends by the given cause.
func (s *scenario) try(r *random, c int, to place, ms int64) leg {
	l := leg{startMs: ms, account: int32(to.account), carrier: int16(to.carrier), cause: uint8(c)}
	switch causes[c].phase {
	case answered:
		l.progressMs = ms + s.postDialMs(r, to)
		l.answerMs = l.progressMs + 1200 + s.exp.ms(r, 8500, longestRing-1200)
		l.endMs = l.answerMs + s.talkMs(r, c)
		l.disposition = recvBye
	case rung:
		l.progressMs = ms + s.postDialMs(r, to)
		l.endMs = l.progressMs + s.ringMs(r, c)
		l.disposition = sendCancel
	case refused:
		mean := int64(120)
		if to.carrier >= 0 {
			mean = 700
		}
		l.endMs = ms + 40 + s.exp.ms(r, mean, 6000)
		if causes[c].sip != 0 {
			l.disposition = recvRefuse
		}
	case silent:
		l.endMs = ms + causes[c].waitMs + int64(r.below(25))
	}
	l.earlyMedia = l.progressMs > 0 && to.carrier >= 0 && r.below(10) < 4
	return l
}

// postDialMs is the time to the first 18x: a network away, or a phone.
func (s *scenario) postDialMs(r *random, to place) int64 {
	if to.carrier >= 0 {
		return 700 + s.exp.ms(r, 1300, 7000)
	}
	return 50 + s.exp.ms(r, 140, 2000)
}

// ringMs is how long it rings when nobody answers here: people give up or
// somebody else picks up sooner or later, the switch after a set time.
func (s *scenario) ringMs(r *random, c int) int64 {
	if c == noAnswer {
		return 20_000 + 10_000*int64(r.below(3)) + int64(r.below(25))
	}
	return 300 + s.exp.ms(r, 11_000, longestRing)
}

// talkMs is how long two parties talk: wrong numbers and mailboxes, ordinary
// calls, and the long ones that carry most of the minutes.
func (s *scenario) talkMs(r *random, c int) int64 {
	switch c {
	case allottedTimeout:
		return longestTalk
	case attendedTransfer:
		return 8_000 + s.exp.ms(r, 40_000, longestTransfer)
	}
	switch k := r.below(100); {
	case k < 12:
		return 300 + s.exp.ms(r, 5_000, 60_000)
	case k < 75:
		return 4_000 + s.exp.ms(r, 70_000, longestTalk-10_000)
	}
	return 20_000 + s.exp.ms(r, 380_000, longestTalk-30_000)
}
