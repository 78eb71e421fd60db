package dialect

import "bytes"

// nameOfCallerID takes the name from clid: `"Name" <number>`, or one of the
// two alone.
func nameOfCallerID(bare []byte) []byte {
	b := unquote(bare)
	if i := bytes.LastIndexByte(b, '<'); i >= 0 {
		b = b[:i]
	} else if isNumberOfPhone(b) {
		return nil
	}
	b = bytes.Trim(b, `" `)
	if bytes.Contains(b, []byte(`""`)) {
		b = bytes.ReplaceAll(b, []byte(`""`), []byte(`"`))
	}
	return b
}

// numberOfCallerID takes the number from clid.
func numberOfCallerID(bare []byte) []byte {
	b := unquote(bare)
	if i := bytes.LastIndexByte(b, '<'); i >= 0 {
		return bytes.Trim(b[i+1:], `"> `)
	}
	if isNumberOfPhone(b) {
		return b
	}
	return nil
}

func isNumberOfPhone(b []byte) bool {
	return isDigits(bytes.Trim(b, "+*#"))
}

// channelWraps stand before the name of a channel that is moved about.
var channelWraps = []string{"AsyncGoto/", "Bridge/", "Parked/", "Transfered/"}

// peerOfChannel takes the peer from the name of a channel, which is the
// technology, the peer and a number that makes it unique:
// "PJSIP/trunk-0000002a". A Local channel has none: it leads back into the
// dialplan. Of DAHDI it is the span or the channel, without the number dialled
// ("DAHDI/i1/5550100-2f").
func peerOfChannel(bare []byte) []byte {
	b := unquote(bare)
	for _, wrap := range channelWraps {
		b = bytes.TrimPrefix(b, []byte(wrap))
	}
	i := bytes.IndexByte(b, '/')
	if i <= 0 || string(b[:i]) == "Local" {
		return nil
	}
	b = b[i+1:]
	if i = bytes.IndexByte(b, '<'); i >= 0 { // <ZOMBIE>
		b = b[:i]
	}
	if i = bytes.LastIndexByte(b, '-'); i > 0 && isHexDigits(b[i+1:]) {
		b = b[:i]
	}
	if i = bytes.LastIndexByte(b, '@'); i >= 0 { // user@host
		b = b[i+1:]
	}
	if i = bytes.IndexByte(b, '/'); i > 0 {
		b = b[:i]
	}
	return b
}

// isChannel tells the name of a channel.
func isChannel(b []byte) bool {
	tech, rest, ok := bytes.Cut(b, []byte{'/'})
	if !ok || len(tech) == 0 || len(rest) == 0 {
		return false
	}
	for _, c := range tech {
		if !isLetter(c) && !isDigit(c) && c != '_' {
			return false
		}
	}
	i := bytes.LastIndexByte(rest, '-')
	return isLetter(tech[0]) && i > 0 && len(rest) > i+1 && !bytes.ContainsAny(rest, " ,")
}

// isUniqueID tells Asterisk's identifier of a channel: the second it was made
// in and a count, perhaps behind the name of the system and a hyphen. A
// spreadsheet may have cut the count.
func isUniqueID(b []byte) bool {
	_, ok := secondOfUniqueID(b)
	return ok
}

// secondOfUniqueID is the Unix second in which the channel was made.
func secondOfUniqueID(b []byte) (unixSec int64, ok bool) {
	if i := bytes.LastIndexByte(b, '-'); i >= 0 {
		b = b[i+1:]
	}
	d, ok := parseDecimal(b)
	return d.whole, ok && isDigit(b[0]) && d.whole >= 5e8 && d.whole < 5e9
}

func isHexDigits(b []byte) bool {
	for _, c := range b {
		if !isHex(c) {
			return false
		}
	}
	return len(b) > 0
}
