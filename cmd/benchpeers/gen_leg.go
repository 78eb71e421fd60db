package main

// leg is one generated row before it is written. Causes, accounts and
// gateways are indexes of their lists.
type leg struct {
	serial                  int // from 1, in the order of the ends
	id                      [2]uint64
	account, gateway, cause int
	outbound                bool
	caller, callee          party
	startUnixMs, endUnixMs  int64
	answerUnixMs            int64 // 0: never answered
	ringMs, pddMs           int64
	disposition, userAgent  string
	host                    int // the last number of the caller's address
}

// party is a telephone number.
type party struct {
	area   string
	number int // seven digits
}

// billSec counts begun seconds.
func (l *leg) billSec() int64 {
	if l.answerUnixMs == 0 {
		return 0
	}
	return (l.endUnixMs - l.answerUnixMs + 999) / 1000
}

// The longest post-dial delay, ringing and conversation.
const (
	mostPDDMs  = 32_000
	mostRingMs = 120_000
	mostTalkMs = 4 * 3600 * 1000
)

// legs draws one leg after the other.
type legs struct {
	drawn                      int
	random                     *random
	accounts, gateways, causes weights
}

func newLegs(seed uint64) *legs {
	r := random(stir(seed))
	return &legs{
		random:   &r,
		accounts: newWeights(accountCount, func(i int) int { return 1 << 24 / (i + 1) }),
		gateways: newWeights(gatewayCount, func(i int) int { return 1 << 24 / (i + 10) }),
		causes:   newWeights(len(causes), func(i int) int { return causes[i].perMille }),
	}
}

// draw is a leg that ends at ms milliseconds into a second of the week.
func (g *legs) draw(second, ms int) leg {
	r := g.random
	g.drawn++
	l := leg{
		serial:    g.drawn,
		id:        [2]uint64{r.next(), r.next()},
		account:   g.accounts.pick(r),
		gateway:   g.gateways.pick(r),
		cause:     g.causes.pick(r),
		outbound:  r.below(100) < 62,
		caller:    g.party(),
		callee:    g.party(),
		endUnixMs: int64(firstSecond+second)*1000 + int64(ms),
		pddMs:     180 + r.exponentialMs(900, mostPDDMs-180),
		userAgent: userAgents[r.below(len(userAgents))],
		host:      1 + r.below(254),
	}
	for i := range incidents {
		if incidents[i].covers(second) {
			incidents[i].strike(r, &l)
		}
	}
	if r.oneIn(quotedAgentIn) {
		l.userAgent = quotedAgents[r.below(len(quotedAgents))]
	}
	setup := l.endUnixMs
	if causes[l.cause].answered {
		l.ringMs = 1500 + r.exponentialMs(7000, mostRingMs-1500)
		setup -= 800 + r.exponentialMs(170_000, mostTalkMs-800)
		l.answerUnixMs = setup
		l.disposition = answeredDispositions[r.below(len(answeredDispositions))]
	} else {
		l.ringMs = r.exponentialMs(9000, mostRingMs)
		l.disposition = unansweredDispositions[r.below(len(unansweredDispositions))]
	}
	l.startUnixMs = setup - l.ringMs - l.pddMs
	return l
}

func (g *legs) party() party {
	return party{areas[g.random.below(len(areas))], 1_000_000 + g.random.below(9_000_000)}
}
