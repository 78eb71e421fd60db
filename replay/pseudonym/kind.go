package pseudonym

import (
	"bytes"
	"strings"
)

// kind is what a value is, by its form alone.
type kind uint8

const (
	isText kind = iota
	isNumber
	isHex
	isHexUpper
	isIPv4
	isAddress
)

var schemes = [...]string{"sip:", "sips:", "tel:"}

// schemeOf is the scheme that a value begins with, as it is written; "" if
// none.
func schemeOf(v []byte) []byte {
	if len(v) < 4 || v[0]|0x20 != 's' && v[0]|0x20 != 't' {
		return nil
	}
	for _, s := range schemes {
		if len(v) >= len(s) && strings.EqualFold(string(v[:len(s)]), s) {
			return v[:len(s)]
		}
	}
	return nil
}

// ofNumber are the characters that may stand between the digits of a number.
var ofNumber = func() (set [256]bool) {
	for _, c := range []byte(" +()-./*#") {
		set[c] = true
	}
	return set
}()

func kindOf(v []byte) kind {
	if bytes.IndexByte(v, '@') >= 0 || schemeOf(v) != nil {
		return isAddress
	}
	var digits, hexLower, hexUpper, others int
	for _, c := range v {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'a' && c <= 'f':
			hexLower++
		case c >= 'A' && c <= 'F':
			hexUpper++
		case ofNumber[c]:
		case c < 0x80 && ascii[c].class.radix() == 0: // punctuation
			others++
		default:
			return isText
		}
	}
	switch {
	case digits == 0:
		return isText
	case hexLower+hexUpper == 0 && others == 0:
		if _, ok := parseIPv4(v); ok {
			return isIPv4
		}
		return isNumber
	case hexLower > 0 && hexUpper == 0:
		return isHex
	case hexUpper > 0 && hexLower == 0:
		return isHexUpper
	}
	return isText
}

// parseIPv4 reads four numbers up to 255 with points between, without leading
// zeros.
func parseIPv4(v []byte) (ip [4]uint32, ok bool) {
	part, digits := 0, 0
	for _, c := range v {
		switch {
		case c == '.' && digits > 0 && part < 3:
			part, digits = part+1, 0
		case c >= '0' && c <= '9' && (digits == 0 || ip[part] > 0):
			ip[part] = ip[part]*10 + uint32(c-'0')
			if digits++; ip[part] > 255 {
				return ip, false
			}
		default:
			return ip, false
		}
	}
	return ip, part == 3 && digits > 0
}
