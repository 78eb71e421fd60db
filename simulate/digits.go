package simulate

// hexPairs are the two hexadecimal digits of each byte.
var hexPairs = func() (pairs [256][2]byte) {
	const digits = "0123456789abcdef"
	for i := range pairs {
		pairs[i] = [2]byte{digits[i>>4], digits[i&15]}
	}
	return pairs
}()

// hex is v in 16 hexadecimal digits.
func hex(v uint64) (digits [16]byte) {
	for i := range 8 {
		pair := hexPairs[v>>(56-8*i)&255]
		digits[2*i], digits[2*i+1] = pair[0], pair[1]
	}
	return digits
}

// appendHex writes 16 hexadecimal digits.
func appendHex(b []byte, v uint64) []byte {
	digits := hex(v)
	return append(b, digits[:]...)
}

// appendDigits writes the last n decimal digits of v.
func appendDigits(b []byte, v uint64, n int) []byte {
	for range n {
		b = append(b, '0')
	}
	for i := len(b) - 1; n > 0; i, n = i-1, n-1 {
		b[i] = byte('0' + v%10)
		v /= 10
	}
	return b
}

// appendCallID writes the identifier of a leg: a random UUID (RFC 9562,
// version 4), as FreeSWITCH gives every channel.
func appendCallID(b []byte, call uint64, number uint8) []byte {
	r := random(derive(call, saltCallID+uint64(number)<<8))
	hi, lo := hex(r.next()&^(15<<12)|4<<12), hex(r.next()&^(3<<62)|2<<62)
	b = append(append(b, hi[:8]...), '-')
	b = append(append(b, hi[8:12]...), '-')
	b = append(append(b, hi[12:]...), '-')
	b = append(append(b, lo[:4]...), '-')
	return append(b, lo[4:]...)
}
