package simulate

import (
	"fmt"
	"strconv"
	"strings"
)

// Salts keep the streams that follow from one seed apart.
const (
	saltArrivals = iota
	saltOutcome
	saltPeople
	saltCallID
	saltInteraction
	saltIncident
)

// accountSeed is where all accounts come from: they do not depend on the
// traffic's seed, so that thresholds of an account suit every traffic.
const accountSeed = 0xacc0_0417_5eed

// account is one customer.
type account struct {
	id, company, number string
	seed                uint64
	users               uint32
}

func newAccount(i int) account {
	seed := derive(accountSeed, uint64(i))
	r := random(seed)
	id := string(appendHex(appendHex(nil, r.next()), r.next()))
	return account{
		id:      id,
		company: companies[r.below(uint32(len(companies)))],
		number:  string(appendNumber(nil, &r)),
		seed:    seed,
		users:   6 + 234/uint32(i+1),
	}
}

// user is the extension, name and identifiers of a user of an account.
type user struct {
	extension string
	name      string
	owner     [2]uint64
	device    [2]uint64
}

// user is the account's n-th user.
func (a *account) user(n uint32) user {
	r := random(derive(a.seed, uint64(n)))
	return user{
		extension: extensions[n],
		name:      people[r.below(uint32(len(people)))],
		owner:     [2]uint64{r.next(), r.next()},
		device:    [2]uint64{r.next(), r.next()},
	}
}

// extensions are 101, 102, ..., as many as the largest account has users.
var extensions = func() (list [240]string) {
	for i := range list {
		list[i] = strconv.Itoa(101 + i)
	}
	return list
}()

// mediaServers are the switches the calls run over.
var mediaServers = [...]string{"fs-1.voip.example.net", "fs-2.voip.example.net", "fs-3.voip.example.net", "fs-4.voip.example.net"}

// areas are the area codes of telephone numbers. With the numbers 555-0100 to
// 555-0199 behind them, which are kept for fiction, nobody is called.
var areas = [...]string{"201", "212", "305", "312", "404", "415", "503", "512", "602", "617", "702", "718", "808", "907"}

// appendNumber draws a fictional number in E.164.
func appendNumber(b []byte, r *random) []byte {
	b = append(append(b, '+', '1'), areas[r.below(uint32(len(areas)))]...)
	n := r.below(100)
	return append(b, '5', '5', '5', '0', '1', byte('0'+n/10), byte('0'+n%10))
}

// carrierName is the name of the i-th carrier, counted from 0.
func carrierName(i int) string { return fmt.Sprintf("carrier-%d", i+1) }

// carrierIndex is the index behind a carrier's name, -1 if it is none.
func carrierIndex(name string) int {
	digits, ok := strings.CutPrefix(name, "carrier-")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n < 1 || n > MaxGateways || carrierName(n-1) != name {
		return -1
	}
	return n - 1
}
