package pseudonym

import (
	"bytes"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/cdrlab/cdrlab/replay/cdr"
)

// Key chooses the stand-ins.
type Key [32]byte

const (
	// minSecret is how many bytes a secret has at least.
	minSecret = 16
	// rounds make guessing a passphrase slow (PBKDF2, RFC 8018).
	rounds = 600_000
	salt   = "cdrlab pseudonym 1"
)

// ParseKey makes a key of the bytes of a key file: at least 32 hex digits,
// which are taken as random bytes, or anything else of at least 16 bytes, a
// passphrase for example. A line end behind it is no part of it. name is the
// file's in errors, which are *cdr.DataError.
func ParseKey(name string, secret []byte) (Key, error) {
	secret = bytes.TrimRight(secret, "\r\n")
	if len(secret) < minSecret {
		found := fmt.Sprintf("found %d bytes", len(secret))
		if len(secret) == 0 {
			found = "an empty file"
		}
		return Key{}, &cdr.DataError{
			Place: name, Problem: fmt.Sprintf("%s, a key of at least %d bytes wanted", found, minSecret),
			Hint: "openssl rand -hex 32 > " + name,
		}
	}
	if bytes.Count(secret, secret[:1]) == len(secret) {
		return Key{}, &cdr.DataError{
			Place: name, Problem: fmt.Sprintf("found one byte %d times, a key that nobody can guess wanted", len(secret)),
			Hint: "openssl rand -hex 32 > " + name,
		}
	}
	random := make([]byte, hex.DecodedLen(len(secret)))
	if len(secret) >= 2*minSecret {
		if _, err := hex.Decode(random, secret); err == nil {
			mac := hmac.New(sha256.New, []byte(salt))
			mac.Write(random)
			return Key(mac.Sum(nil)), nil
		}
	}
	key, err := pbkdf2.Key(sha256.New, string(secret), []byte(salt), rounds, len(Key{}))
	if err != nil {
		return Key{}, err
	}
	return Key(key), nil
}
