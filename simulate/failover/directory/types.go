package directory

// The document types (pvt_type) that have a part in routing a call.
const (
	typeAccount      = "account"
	typeUser         = "user"
	typeDevice       = "device"
	typeGroup        = "group"
	typeCallflow     = "callflow"
	typeTemporalRule = "temporal_rule"
)

func routes(pvtType string) bool {
	switch pvtType {
	case typeAccount, typeUser, typeDevice, typeGroup, typeCallflow, typeTemporalRule:
		return true
	}
	return false
}
