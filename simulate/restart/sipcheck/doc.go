// Package sipcheck holds the model of package restart against the real thing:
// its test starts Debian's Kamailio and SIPp on loopback, restarts the proxy
// among ringing calls, reads what SIPp has logged and compares each call with
// its prediction.
//
//	go test -tags sip ./simulate/restart/sipcheck
//
// The test needs kamailio and sipp (Debian: kamailio, sip-tester) and takes half
// a minute; `.ci/test-sip` sees to both. testdata has the proxy's configuration and
// the scenarios of the caller and the gateways.
package sipcheck
