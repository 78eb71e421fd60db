package pseudonym

import "bytes"

// address replaces the user and the host of a SIP address, and what follows
// them; the scheme and the port stay.
func (s *Stander) address(dst, value []byte) []byte {
	scheme := schemeOf(value)
	dst = append(dst, scheme...)
	rest := value[len(scheme):]
	if at := bytes.LastIndexByte(rest, '@'); at >= 0 {
		dst = append(s.Append(dst, rest[:at]), '@')
		rest = rest[at+1:]
	}
	host := rest
	if end := bytes.IndexAny(rest, ":;?> "); end >= 0 {
		host = rest[:end]
	}
	dst, rest = s.Append(dst, host), rest[len(host):]
	port := portOf(rest)
	dst = append(dst, port...)
	// Of the rest characters keep their class, so it is not read as a port.
	return s.characters(dst, rest[len(port):], isText)
}

// portOf is a colon and digits at the start, with no letter or digit behind.
func portOf(v []byte) []byte {
	if len(v) == 0 || v[0] != ':' {
		return nil
	}
	n := 1
	for n < len(v) && v[n] >= '0' && v[n] <= '9' {
		n++
	}
	if n == 1 || n < len(v) && v[n] != ';' && v[n] != '?' && v[n] != '>' {
		return nil
	}
	return v[:n]
}
