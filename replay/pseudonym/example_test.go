package pseudonym_test

import (
	"fmt"

	"github.com/cdrlab/cdrlab/replay/pseudonym"
)

func ExampleStander() {
	key, err := pseudonym.ParseKey("pseudonym.key", []byte("8d969eef6ecad3c29a3a629280e686cf\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	s := pseudonym.NewStander(key, pseudonym.Options{KeepCountry: true})
	for _, value := range []string{"+49 30 12345678", "00493012345678", "Alice Adams", "sip:1001@10.0.0.1", "carrier-1"} {
		fmt.Printf("%s -> %s\n", value, s.Append(nil, []byte(value)))
	}
	// Output:
	// +49 30 12345678 -> +49 35 61836292
	// 00493012345678 -> 00493561836292
	// Alice Adams -> Uyiza Ipotd
	// sip:1001@10.0.0.1 -> sip:2145@154.98.233.250
	// carrier-1 -> mijlaet-3
}
