package main

// incident is a stretch of the week in which matching legs fail.
type incident struct {
	// from and to bound it to [from, to), in seconds of the week.
	from, to int
	// trafficPct is the traffic while it lasts, in percent of the usual.
	trafficPct int
	// gateway and account are the index of the one it strikes, or anyOne.
	gateway, account int
	// percent of the matching legs fail, with one of these causes.
	percent int
	causes  []int
}

// anyOne is no index: the incident strikes all.
const anyOne = -1

var incidents = []incident{
	// A carrier's gateway goes dark on Tuesday at noon.
	{from: hourOf(1, 12), to: hourOf(1, 12) + 25*60, trafficPct: 100, gateway: 6, account: anyOne,
		percent: 95, causes: []int{causeIndex("NETWORK_OUT_OF_ORDER")}},
	// A large customer's calls are rejected on Thursday, and its dialler retries.
	{from: hourOf(3, 14), to: hourOf(3, 14) + 40*60, trafficPct: 160, gateway: anyOne, account: 2,
		percent: 98, causes: []int{causeIndex("CALL_REJECTED")}},
	// The platform is congested on Saturday morning.
	{from: hourOf(5, 10), to: hourOf(5, 10) + 12*60, trafficPct: 130, gateway: anyOne, account: anyOne,
		percent: 45, causes: []int{causeIndex("NORMAL_TEMPORARY_FAILURE"), causeIndex("RECOVERY_ON_TIMER_EXPIRE")}},
}

func hourOf(day, hour int) int { return (day*24 + hour) * 3600 }

func (in *incident) covers(second int) bool { return second >= in.from && second < in.to }

// strike lets the incident act on a leg that ends in a second it covers: the
// traffic beyond the usual is the struck account's.
func (in *incident) strike(r *random, l *leg) {
	if in.account != anyOne && r.below(in.trafficPct) >= 100 {
		l.account = in.account
	}
	hit := (in.gateway == anyOne || in.gateway == l.gateway) && (in.account == anyOne || in.account == l.account)
	if hit && r.below(100) < in.percent {
		l.cause = in.causes[r.below(len(in.causes))]
	}
}
