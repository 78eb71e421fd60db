package mend

import "bytes"

// builtinCommas is how many separators a row of mod_cdr_csv's built-in
// template has, if there is none in a name.
const builtinCommas = 12

// seam is where a row without a line end meets the next one.
var seam = []byte(`";"`)

// isUnbroken tells a file of the built-in template that a switch wrote without
// line ends: rows end in a semicolon alone.
func isUnbroken(head []byte) bool {
	if len(head) == 0 || head[0] != '"' || !bytes.Contains(head, seam) {
		return false
	}
	const most = builtinCommas + 32 // commas in a name; beyond it these are no rows
	line := firstLines(head, 1)[0]
	seams, commas := 0, 0
	for i, c := range line {
		switch {
		case c == ',':
			if commas++; commas > most {
				return false
			}
		case commas >= builtinCommas && bytes.HasPrefix(line[i:], seam):
			seams, commas = seams+1, 0
		}
	}
	return seams > 0
}

// breaker puts a line feed behind the semicolon that ends a row. The same three
// bytes in a name stay, as fewer commas than a row has come before them.
type breaker struct {
	commas int
}

func (b *breaker) step(dst, src []byte, last bool) ([]byte, int) {
	for i := 0; i < len(src); i++ {
		c := src[i]
		dst = append(dst, c)
		switch {
		case c == '\n':
			b.commas = 0
		case c == ',':
			b.commas++
		case c != '"' || b.commas < builtinCommas:
		case len(src)-i < len(seam) && !last:
			return dst[:len(dst)-1], i
		case bytes.HasPrefix(src[i:], seam):
			dst = append(dst, ';', '\n')
			b.commas = 0
			i++
		}
	}
	return dst, len(src)
}
