package dialect

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/cdrlab/cdrlab/replay/cdr"
	"github.com/cdrlab/cdrlab/replay/cdrfmt/lex"
)

// Voice gateways of Cisco's IOS, CUBE among them, write a row for each leg of a
// call to flash or an FTP server (gw-accounting file; CDR Accounting for Cisco
// IOS Voice Gateways). The file has no header, and its first 23 columns are the
// same in detailed and compact CDRs.

// gatewayColumns are those columns, as the manual calls them.
var gatewayColumns = strings.Fields("unix_time call-id cdr-type leg-type h323-conf-id peer-address peer-sub-address" +
	" h323-setup-time alert-time h323-connect-time h323-disconnect-time h323-disconnect-cause disconnect-text" +
	" h323-call-origin charged-units info-type paks-out bytes-out paks-in bytes-in username clid dnis")

// gatewayFields are those that are read.
var gatewayFields = []placedColumn{
	{"call-id", cdr.CallID, column{}},
	{"h323-conf-id", cdr.InteractionID, column{}},
	{"h323-call-origin", cdr.Direction, column{word: gatewayDirection}},
	{"clid", cdr.CallerIDNumber, column{}},
	{"dnis", cdr.DestinationNumber, column{}},
	{"h323-setup-time", cdr.StartTime, column{clean: cleanGatewayTime}},
	{"alert-time", cdr.ProgressTime, column{clean: cleanGatewayTime}},
	{"h323-connect-time", cdr.AnswerTime, column{clean: cleanGatewayTime}},
	{"h323-disconnect-time", cdr.EndTime, column{clean: cleanGatewayTime}},
	{"h323-disconnect-cause", cdr.HangupCause, column{word: decimalOfHex, causes: spelledQ850}},
}

const (
	gatewayUnixTime   = 0 // the column of the second the row was written in
	gatewaySetup      = 7
	gatewayDisconnect = 10
	gatewayCause      = 11
	gatewayOrigin     = 13
)

var aboutCiscoGateway = []About{{
	Name:   ciscoGateway,
	Writer: "voice gateways of Cisco's IOS, CUBE among them, with gw-accounting file",
	ToldBy: "no header; seconds since 1970 in column 1, times such as *14:00:00.123 UTC Tue Mar 10 2026 in 8 and 11, answer or originate in 14",
	Clock:  "setup, alert, connect and disconnect time, in the zone that is written with them; a zone other than UTC is that of --tz",
	Causes: "h323-disconnect-cause, a Q.850 number in hexadecimal",
	Lacks:  "account, gateway; a call has a row for each of its legs",
	Example: `1773151242,4299,1,2,"9364550F D96211E2 8F0D9C9C 52CD806F","5550101","","*14:00:00.123 UTC Tue Mar 10 2026","",` +
		`"*14:00:05.500 UTC Tue Mar 10 2026","*14:00:42.750 UTC Tue Mar 10 2026","10  ","normal call clearing (16)","answer",0,"",` +
		`283,45280,273,43680,"5550101","5550101","5550102","TWC"` + "\n",
}}

// matchCiscoGateway lays out the rows of a gateway: more than half of those at
// the head have to look like some, unless a person says that they are.
func matchCiscoGateway(s sample, forced string, _ *Options) (l *Layout, why string) {
	width := widthOfMost(s.rows(), forced, isCiscoGateway)
	if width == 0 {
		return nil, fmt.Sprintf("found %s; wanted rows with unix_time, h323-setup-time, h323-disconnect-time and h323-call-origin in columns 1, 8, 11 and 14", firstCells(s))
	}
	l = &Layout{name: ciscoGateway, leading: s.leading, width: width, shape: shapeShort}
	l.passHeader(s.rows()[0], isCiscoGateway)
	l.addPlaced(gatewayColumns, gatewayFields)
	return l, ""
}

// isCiscoGateway tells a row of a leg.
func isCiscoGateway(r *lex.Record) bool {
	if r.Len() < len(gatewayColumns) || gatewayDirection(string(trim(r.Field(gatewayOrigin)))) == "" {
		return false
	}
	cause := trim(r.Field(gatewayCause))
	return isStamp(trim(r.Field(gatewayUnixTime))) && isStamp(cleanGatewayTime(r.Field(gatewaySetup))) &&
		isStamp(cleanGatewayTime(r.Field(gatewayDisconnect))) && len(cause) <= 2 && isHexDigits(cause)
}

// cleanGatewayTime takes off what a gateway writes before a time whose clock it
// does not trust: * was never set, . is no longer synchronised.
func cleanGatewayTime(bare []byte) []byte { return bytes.TrimLeft(unquote(bare), "*. ") }

// gatewayDirection tells the leg that came in from the one that was placed.
func gatewayDirection(text string) string {
	switch text {
	case "answer":
		return "inbound"
	case "originate":
		return "outbound"
	}
	return ""
}

// decimalOfHex writes a number in hexadecimal as others write it.
func decimalOfHex(text string) string {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 16, 8)
	if err != nil {
		return text
	}
	return strconv.FormatUint(n, 10)
}
