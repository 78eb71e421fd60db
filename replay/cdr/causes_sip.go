package cdr

// sipCauses is FreeSWITCH's mapping of a final SIP status to a cause
// (mod_sofia, which follows RFC 4497 rather than RFC 3398).
var sipCauses = map[int]int{
	200: 16,
	400: 41,
	401: 21, 402: 21, 403: 21, 407: 21, 603: 21, 608: 21,
	404: 1,
	405: 63,
	406: 79, 415: 79, 501: 79,
	408: 102, 504: 102,
	410: 22,
	413: 127, 414: 127, 416: 127, 420: 127, 421: 127, 423: 127, 505: 127, 513: 127,
	428: 820, 429: 821, 437: 822, 438: 823, 607: 819,
	480: 18,
	481: 41, 500: 41, 503: 41,
	482: 25, 483: 25,
	484: 28,
	485: 3, 604: 3,
	486: 17, 600: 17,
	487: 487,
	488: 88, 606: 88,
	502: 38,
}

// CauseOfSIP is the cause that FreeSWITCH gives to a leg which ended with this
// final SIP status and without a Q.850 Reason header (which would win): the
// name, NORMAL_UNSPECIFIED for a status without a mapping of its own, or "" if
// it is no final status (below 200 or above 699).
func CauseOfSIP(status int) string {
	if status < 200 || status > 699 {
		return ""
	}
	code, ok := sipCauses[status]
	if !ok {
		code = 31
	}
	return causeNames[code]
}
