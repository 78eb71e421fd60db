package dialect

import (
	"slices"
	"strings"
)

// kind is a family of dialects.
type kind struct {
	name string
	// variants are what may follow the name and a colon.
	variants func() []string
	// match lays out a file of the family, or says why it is none. forced is
	// what --dialect says: auto, or the name of the family or of a variant.
	match func(s sample, forced string, opt *Options) (l *Layout, why string)
	// translated are the dialects of the family whose texts a translator makes
	// records of, apart from the family's own name.
	translated []string
	// about says what a person has to know of each dialect of the family.
	about []About
}

// kinds are all families, those first that are told the surest.
var kinds = []kind{
	{name: kazoo, match: matchKazoo, translated: []string{kazooJSON}, about: slices.Concat(kazooAbout, kazooDocumentAbout)},
	{name: cisco, match: matchCisco, about: aboutCisco},
	{name: yeti, match: matchYeti, about: aboutYeti},
	{name: cdrStats, match: matchCDRStats, about: aboutCDRStats},
	{name: broadworks, match: matchBroadWorks, about: aboutBroadWorks},
	{name: opensips, match: matchOpenSIPS, about: opensipsAbout},
	{name: kamailio, variants: kamailioVariants, match: matchKamailio, about: kamailioAbout},
	{name: ribbon, match: matchRibbon, about: aboutRibbon},
	{name: ciscoGateway, match: matchCiscoGateway, about: aboutCiscoGateway},
	{name: ipoffice, match: matchIPOffice, about: aboutIPOffice},
	{name: threecx, match: matchThreeCX, about: aboutThreeCX},
	{name: cgrates, match: matchCGRateS, about: aboutCGRateS},
	{name: fusionpbx, match: matchFusionPBX, about: fusionpbxAbout},
	{name: freeswitch, variants: freeswitchVariants, match: matchFreeSWITCH, translated: []string{freeswitchJSON, freeswitchXML}, about: slices.Concat(freeswitchAbout, freeswitchDocumentAbout)},
	{name: asterisk, variants: asteriskVariants, match: matchAsterisk, about: aboutAsterisk},
	{name: asteriskCEL, match: matchCEL, about: celAbout},
	{name: generic, translated: []string{generic}, about: documentsAbout},
	{name: header, match: matchHeader, about: headerAbout},
}

// names are the family's, and those of its variants.
func (k *kind) names() []string {
	names := []string{k.name}
	if k.variants != nil {
		for _, v := range k.variants() {
			names = append(names, k.name+":"+v)
		}
	}
	for _, name := range k.translated {
		if name != k.name {
			names = append(names, name)
		}
	}
	return names
}

// tries tells whether the family is tried for delimited text under what
// --dialect says.
func (k *kind) tries(forced string) bool {
	if k.match == nil || slices.Contains(k.translated, forced) {
		return false
	}
	if forced == auto || slices.Contains(k.names(), forced) {
		return true
	}
	own, _, _ := strings.Cut(k.name, ":") // of a family that is several kinds
	return forced == own
}
