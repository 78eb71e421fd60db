package callflow

import "strings"

// noMatch is the number of the callflow for all that no other one has.
const noMatch = "no_match"

// lookup is the callflow of a number, nil if there is none. A number that
// crossed the network may have been written without its +.
func (p *Plan) lookup(number string) *element {
	if number == "" {
		return nil
	}
	spellings := []string{number}
	if isDigits(number) {
		spellings = append(spellings, "+"+number)
		if len(number) == northAmerican {
			spellings = append(spellings, "+1"+number)
		}
	}
	for _, s := range spellings {
		if flow := p.numbers[s]; flow != nil {
			return flow
		}
	}
	if flow := p.byPattern(number); flow != nil {
		return flow
	}
	if isDigits(strings.TrimPrefix(number, "+")) {
		return p.numbers[noMatch]
	}
	return nil
}

// northAmerican is how many digits a number of the North American plan has
// without its country code.
const northAmerican = 10

// byPattern is the flow whose pattern captures most of the number; of equals
// the first tried.
func (p *Plan) byPattern(number string) (flow *element) {
	most := -1
	for _, candidate := range p.patterns {
		found := candidate.re.FindStringSubmatch(number)
		if found == nil {
			continue
		}
		if len(found) > 1 { // with groups, these count and not the whole
			found = found[1:]
		}
		longest := 0
		for _, capture := range found {
			longest = max(longest, len(capture))
		}
		if longest > most {
			most, flow = longest, candidate.flow
		}
	}
	return flow
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
