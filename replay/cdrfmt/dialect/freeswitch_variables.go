package dialect

import "bytes"

// ChannelVariables are the columns of FreeSWITCH's channel variables among the
// cells of a document.
type ChannelVariables struct {
	// Columns are those of all variables, Progress that of progressmsec.
	Columns  []int
	Progress int
}

// Settle resolves how the values are written. They are encoded as in a URL: by
// mod_xml_cdr always, by mod_json_cdr unless encode-values is off. An encoded
// document is told by its values, none of which has a character that the
// encoding leaves none of.
func (v *ChannelVariables) Settle(cells [][]byte) {
	encoded := true
	for _, c := range v.Columns {
		encoded = encoded && !bytes.ContainsAny(cells[c], urlUnsafe)
	}
	if encoded {
		for _, c := range v.Columns {
			cells[c] = UnescapeURL(cells[c])
		}
	}
	if string(cells[v.Progress]) == "0" { // it did not happen
		cells[v.Progress] = nil
	}
}

// urlUnsafe are the characters that FreeSWITCH encodes (SWITCH_URL_UNSAFE of
// switch_utils.h) but the sign of an encoded one, which is left where it is one
// already.
const urlUnsafe = "\r\n #&+:;<=>?@[\\]^`{|}\""

// UnescapeURL resolves the %XX of a text; one that is no such escape stays.
func UnescapeURL(text []byte) []byte {
	if bytes.IndexByte(text, '%') < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			high, low := hexDigit(text[i+1]), hexDigit(text[i+2])
			if high < 16 && low < 16 {
				out = append(out, high<<4|low)
				i += 2
				continue
			}
		}
		out = append(out, text[i])
	}
	return out
}

// hexDigit is the value of a hex digit, above 15 of what is none.
func hexDigit(c byte) byte {
	switch {
	case c-'0' < 10:
		return c - '0'
	case c|0x20-'a' < 6:
		return c | 0x20 - 'a' + 10
	}
	return 0xff
}
