package main

import (
	"slices"
	"strings"
)

// leftOut are what a restart also does and CDRs say nothing of. KAZOO keeps
// registrations in a database.
func leftOut(kazoo bool) []string {
	list := []string{
		"TCP, TLS and WebSocket connections until phones connect again",
		"registrations in memory (usrloc)",
		"probing state of the dispatcher",
		"re-INVITEs and session timers",
		"restarts of FreeSWITCH or ecallmgr, which are another matter (node_down_grace_period)",
	}
	if kazoo {
		list = slices.Delete(list, 1, 2)
	}
	return list
}

func leftOutLine(kazoo bool) string {
	text := "Left out: TCP/TLS/WebSocket phones, usrloc in memory, dispatcher probing, re-INVITEs, FreeSWITCH."
	if kazoo {
		text = strings.Replace(text, " usrloc in memory,", "", 1)
	}
	return text
}
