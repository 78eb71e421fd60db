package directory

// The document types (pvt_type) that have a part in routing a call.
const (
	typeAccount      = "account"
	typeUser         = "user"
	typeDevice       = "device"
	typeGroup        = "group"
	typeCallflow     = "callflow"
	typeTemporalRule = "temporal_rule"
	typeTemporalSet  = "temporal_rule_set"
)

func routes(pvtType string) bool {
	switch pvtType {
	case typeAccount, typeUser, typeDevice, typeGroup, typeCallflow, typeTemporalRule, typeTemporalSet:
		return true
	}
	return false
}
