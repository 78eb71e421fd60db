package dialect

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// hangupExtra is what HANGUP adds: the Q.850 cause, 0 if Asterisk knows none,
// the channel or the application that hung up, and how a Dial of the channel's
// ended, by which a cause that is not known is guessed.
type hangupExtra struct {
	q850               int
	source, dialStatus []byte
}

// parseHangup reads the JSON of Asterisk 12 and later, and the three words
// between commas of the releases before it. What is neither is left out.
func parseHangup(b []byte) hangupExtra {
	if len(b) == 0 {
		return hangupExtra{}
	}
	if b[0] == '{' {
		if x, ok := plainHangup(b); ok {
			return x
		}
		return hangupOfJSON(b)
	}
	parts := bytes.SplitN(b, []byte{','}, 3)
	if len(parts) == 3 && isDigits(parts[0]) {
		return hangupExtra{q850Of(string(parts[0])), parts[1], parts[2]}
	}
	return hangupExtra{}
}

// hangupOfJSON reads any JSON.
func hangupOfJSON(b []byte) hangupExtra {
	var x struct {
		Cause      json.Number `json:"hangupcause"`
		Source     string      `json:"hangupsource"`
		DialStatus string      `json:"dialstatus"`
	}
	if json.Unmarshal(b, &x) != nil {
		return hangupExtra{}
	}
	return hangupExtra{q850Of(string(x.Cause)), []byte(x.Source), []byte(x.DialStatus)}
}

func q850Of(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return max(n, 0)
}

// plainHangup reads the JSON as Asterisk writes it nearly always: these three
// alone, without spaces and escapes. ok is false of any other.
func plainHangup(b []byte) (x hangupExtra, ok bool) {
	for rest := b[1:]; ; {
		var name []byte
		if name, rest, ok = plainText(rest); !ok || len(rest) == 0 || rest[0] != ':' {
			return x, false
		}
		rest = rest[1:]
		switch string(name) {
		case "hangupcause":
			x.q850, rest, ok = plainNumber(rest)
		case "hangupsource":
			x.source, rest, ok = plainText(rest)
		case "dialstatus":
			x.dialStatus, rest, ok = plainText(rest)
		default:
			ok = false
		}
		switch {
		case !ok || len(rest) == 0 || rest[0] != ',' && rest[0] != '}':
			return x, false
		case rest[0] == '}':
			return x, len(rest) == 1
		}
		rest = rest[1:]
	}
}

// plainText takes a string of printable ASCII from the front of b.
func plainText(b []byte) (text, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '"' {
		return nil, b, false
	}
	for i, c := range b[1:] {
		switch {
		case c == '"':
			return b[1 : 1+i], b[2+i:], true
		case c < ' ' || c >= 0x7f || c == '\\':
			return nil, b, false
		}
	}
	return nil, b, false
}

// plainNumber takes a whole number of at most 9 digits from the front of b.
func plainNumber(b []byte) (n int, rest []byte, ok bool) {
	i := 0
	for i < min(len(b), 9) && b[i]-'0' <= 9 {
		n = 10*n + int(b[i]-'0')
		i++
	}
	return n, b[i:], i == 1 || i > 1 && b[0] != '0'
}
