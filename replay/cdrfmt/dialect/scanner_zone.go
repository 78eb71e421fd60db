package dialect

import "bytes"

// offset reads nothing, Z, UTC, GMT, +hh:mm, +hhmm or +hh, also behind UTC or
// GMT, where a name may follow the number as in "+0000 UTC", or the name of a
// zone alone.
func (s *scanner) offset() {
	if s.bad || len(s.b) == 0 {
		return
	}
	s.spaces()
	universal := bytes.HasPrefix(s.b, []byte("UTC")) || bytes.HasPrefix(s.b, []byte("GMT"))
	if universal && len(s.b) > 3 && (s.b[3] == '+' || s.b[3] == '-') {
		s.skip(3)
	}
	switch c := s.peek(); {
	case c == '+' || c == '-':
		s.skip(1)
		hours := s.number(1, 2)
		minutes := 0
		if s.peek() == ':' {
			s.skip(1)
			minutes = s.number(2, 2)
		} else if isDigit(s.peek()) {
			minutes = s.number(2, 2)
		}
		s.bad = s.bad || hours > 23 || minutes > 59
		s.offsetSec = hours*3600 + minutes*60
		if c == '-' {
			s.offsetSec = -s.offsetSec
		}
		s.bracketed()
		if s.peek() == ' ' {
			s.skip(1)
			s.zoneName()
		}
	case c == 'Z' || c == 'z':
		s.skip(1)
		s.bracketed()
	case universal && (len(s.b) == 3 || s.b[3] == ' ' || s.b[3] == '['):
		s.skip(3)
		s.bracketed()
	case string(s.b) == "(UTC)", string(s.b) == "(GMT)":
		s.b = nil
	default:
		s.zoneWord()
		return
	}
	s.zoned = true
}

// bracketed passes the name of a zone in brackets at the end, after what has
// said it all: "[Europe/Berlin]" of Java, " (CET)" of browsers.
func (s *scanner) bracketed() {
	b := bytes.TrimLeft(s.b, " ")
	if n := len(b); n > 2 && (b[0] == '[' && b[n-1] == ']' || b[0] == '(' && b[n-1] == ')') {
		s.b = nil
	}
}

// zoneWord reads the name of a zone, up to a space or the end. Names mean
// different zones to different people: they are compared with those of --tz.
func (s *scanner) zoneWord() {
	n := 0
	for n < len(s.b) && s.b[n]-'A' < 26 {
		n++
	}
	word := string(s.b[:n])
	s.skip(n)
	if c := s.peek(); (word == "UTC" || word == "GMT") && (c == '+' || c == '-') { // Cisco: GMT+4
		end := bytes.IndexByte(s.b, ' ')
		if end < 0 {
			end = len(s.b)
		}
		rest := s.b[end:]
		s.b = s.b[:end]
		s.offset()
		s.bad = s.bad || len(s.b) > 0
		s.b = rest
		return
	}
	s.bad = s.bad || n < 3 || n > 5 || len(s.b) > 0 && s.b[0] != ' '
	if word == "UTC" || word == "GMT" {
		s.zoned = true
	} else {
		s.zone = word
	}
}

// zoneName passes the name after a numeric offset, which has said it all.
func (s *scanner) zoneName() {
	s.bad = s.bad || len(s.b) == 0 || len(s.b) > 5
	for _, c := range s.b {
		s.bad = s.bad || !isDigit(c) && !isLetter(c) && c != '+' && c != '-'
	}
	s.b = nil
}
