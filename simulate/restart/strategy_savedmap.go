package restart

// savedMap keeps the map in the proxy's memory (htable) and has it written to
// a database at an orderly stop, read again at the start.
type savedMap struct{ externalMap }

func (savedMap) Name() string { return "map-saved" }

func (savedMap) Meaning() string {
	return "as map-external, but in the proxy's memory and saved at an orderly stop"
}

func (savedMap) Survives(s Stop) State {
	if s == Orderly {
		return GatewayMap
	}
	return 0
}
