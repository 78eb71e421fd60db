package failover

import "strings"

// DefaultExpiresDeviationSec is expires_deviation_time where nothing sets it:
// so many seconds longer than it asked for a phone counts as registered.
const DefaultExpiresDeviationSec = 180

// Address is what a phone registers as. It is lower case, since the registrar
// ignores case, and may be a key of a map.
type Address struct {
	User, Realm string
}

// NewAddress is the address of a user name and a realm.
func NewAddress(user, realm string) Address {
	return Address{strings.ToLower(user), strings.ToLower(realm)}
}

// ParseAddress reads "user@realm"; ok is false if either is missing. A user
// name may hold an @, a realm may not.
func ParseAddress(text string) (a Address, ok bool) {
	at := strings.LastIndexByte(text, '@')
	if at <= 0 || at == len(text)-1 {
		return Address{}, false
	}
	return NewAddress(text[:at], text[at+1:]), true
}

// String is "user@realm".
func (a Address) String() string { return a.User + "@" + a.Realm }

// Compare orders by realm, then user.
func (a Address) Compare(b Address) int {
	if n := strings.Compare(a.Realm, b.Realm); n != 0 {
		return n
	}
	return strings.Compare(a.User, b.User)
}
