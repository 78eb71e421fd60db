package main

import (
	"fmt"
	"slices"

	"github.com/cdrlab/cdrlab/replay/alert"
)

// cause is a hangup cause of the generated traffic.
type cause struct {
	name string
	// perMille is how many of a thousand legs end with it, incidents apart.
	perMille int
	sipCode  string
	answered bool
}

var causes = []cause{
	{"NORMAL_CLEARING", 690, "200", true},
	{"ORIGINATOR_CANCEL", 92, "487", false},
	{"NO_ANSWER", 61, "480", false},
	{"USER_BUSY", 46, "486", false},
	{"NO_USER_RESPONSE", 15, "408", false},
	{"LOSE_RACE", 12, "487", false},
	{"ATTENDED_TRANSFER", 8, "200", true},
	{"ALLOTTED_TIMEOUT", 7, "200", true},
	{"PICKED_OFF", 5, "487", false},
	{"UNALLOCATED_NUMBER", 17, "404", false},
	{"CALL_REJECTED", 13, "603", false},
	{"NORMAL_TEMPORARY_FAILURE", 11, "503", false},
	{"PROGRESS_TIMEOUT", 8, "408", false},
	{"RECOVERY_ON_TIMER_EXPIRE", 6, "504", false},
	{"NO_ROUTE_DESTINATION", 5, "404", false},
	{"NETWORK_OUT_OF_ORDER", 4, "502", false},
}

// causeIndex finds a cause of the list by its name.
func causeIndex(name string) int {
	return slices.IndexFunc(causes, func(c cause) bool { return c.name == name })
}

// ignoredCauses tells, for each cause of the list, whether KAZOO ignores it.
func ignoredCauses() []bool {
	ignore := alert.DefaultIgnore()
	flags := make([]bool, len(causes))
	for i, c := range causes {
		flags[i] = slices.Contains(ignore, c.name)
	}
	return flags
}

// accountCount accounts share the traffic, the k-th with a weight of 1/k.
const accountCount = 2000

// accountIDs are 32 hexadecimal digits each, as KAZOO's are.
func accountIDs() []string {
	ids := make([]string, accountCount)
	for i := range ids {
		ids[i] = fmt.Sprintf("%016x%016x", stir(uint64(2*i+1)), stir(uint64(2*i+2)<<32))
	}
	return ids
}

// gatewayCount carriers' gateways share the traffic; the first has four times
// what the last has.
const gatewayCount = 30

func gatewayNames() []string {
	names := make([]string, gatewayCount)
	for i := range names {
		names[i] = fmt.Sprintf("carrier-%c.gw-%02d", 'a'+i%7, i+1)
	}
	return names
}

var (
	answeredDispositions   = []string{"send_bye", "recv_bye"}
	unansweredDispositions = []string{"send_refuse", "recv_refuse", "send_cancel", "recv_cancel"}
)

var areas = []string{"1212", "1312", "1415", "1617", "3120", "3319", "4420", "4930", "4989", "6129"}

var userAgents = []string{
	"Yealink SIP-T54W 96.86.0.100", "PolyEdge-Edge_E350-UA/8.1.1.0731", "Grandstream GXP2135 1.0.11.79",
	"Cisco-CP8841-3PCC/12.0.3", "FreeSWITCH-mod_sofia/1.10.12-release", "Asterisk PBX 20.7.0", "kamailio (5.7.4)",
	"snomD735/10.1.175.16", "Linphone-Desktop/5.2.6", "MicroSIP/3.21.5", "Fanvil X4U 2.12.1", "Zoiper v5.6.4",
}

// quotedAgents cannot be written to CSV without quotes.
var quotedAgents = []string{
	`Dialer, build 12`, `Softphone "Office" 4.2`, `Contact centre "East", seat 3`, `SBC (eu,us) "edge"`,
}

// quotedAgentIn is how rare they are: one row in so many.
const quotedAgentIn = 100
