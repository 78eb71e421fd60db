package replay

import "github.com/cdrlab/cdrlab/replay/count"

// deal gives each hangups node its share of the published events: every leg
// is published opt.Copies times, and the nodes take from their common queue
// in turn. In what order the events of one second were published is not in
// any CDR: it is drawn with opt.Seed. One node gets everything.
func deal(set *count.Set, opt *Options) []*count.Set {
	copies, nodes := opt.copies(), opt.nodes()
	if nodes == 1 {
		if copies > 1 {
			set = scaled(set, uint64(copies))
		}
		return []*count.Set{set}
	}
	sets := make([]*count.Set, nodes)
	for i := range sets {
		s := *set
		s.Groups = nil
		sets[i] = &s
	}
	turn := 0
	var legs []int // the groups of one second, each as often as it has legs
	for lo := 0; lo < len(set.Groups); {
		second := set.Groups[lo].Second
		legs = legs[:0]
		hi := lo
		for ; hi < len(set.Groups) && set.Groups[hi].Second == second; hi++ {
			for range set.Groups[hi].N * uint64(copies) {
				legs = append(legs, hi)
			}
		}
		shuffle(legs, opt.Seed, uint64(second))
		dealt := make([][]uint64, hi-lo)
		for _, leg := range legs {
			if dealt[leg-lo] == nil {
				dealt[leg-lo] = make([]uint64, nodes)
			}
			dealt[leg-lo][turn]++
			turn = (turn + 1) % nodes
		}
		for i, perNode := range dealt {
			for node, n := range perNode {
				if n > 0 {
					g := set.Groups[lo+i]
					g.N = n
					sets[node].Groups = append(sets[node].Groups, g)
				}
			}
		}
		lo = hi
	}
	return sets
}

func scaled(set *count.Set, by uint64) *count.Set {
	s := *set
	s.Groups = make([]count.Group, len(set.Groups))
	for i, g := range set.Groups {
		g.N *= by
		s.Groups[i] = g
	}
	return &s
}

// shuffle is Fisher and Yates's, driven by SplitMix64 from the seed and the
// second, so that no other second of the run can change it.
func shuffle(list []int, seed, second uint64) {
	state := mix64(seed) ^ mix64(second+0x9e3779b97f4a7c15)
	for i := len(list) - 1; i > 0; i-- {
		state += 0x9e3779b97f4a7c15
		j := int(mix64(state) % uint64(i+1))
		list[i], list[j] = list[j], list[i]
	}
}

func mix64(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
