package callflow

// kind is what an element does to a walk.
type kind uint8

const (
	// unknown modules may ring anybody.
	unknown kind = iota
	// bridges: rings phones through a bridge request that the rules know.
	bridges
	// passes on to the next element.
	passes
	// follows another callflow.
	follows
	// temporal follows its rules.
	temporal
	// chooses: the caller or another system says where it goes on.
	chooses
	// ends: what follows rings no phone of the account.
	ends
)

// kinds are the modules of release 4.3 by what they do to a walk.
var kinds = map[string]kind{
	"user": bridges, "device": bridges, "ring_group": bridges, "group": bridges,

	"callflow": follows, "temporal_route": temporal,

	"set": passes, "set_variable": passes, "set_variables": passes, "set_cid": passes, "set_alert_info": passes,
	"prepend_cid": passes, "dynamic_cid": passes, "language": passes, "record_call": passes, "record_caller": passes,
	"play": passes, "tts": passes, "sleep": passes, "privacy": passes, "lookupcidname": passes, "missed_call_alert": passes,
	"manual_presence": passes, "notification": passes, "webhook": passes, "flush_dtmf": passes, "collect_dtmf": passes,
	"audio_level": passes, "after_bridge": passes, "kvs_set": passes, "response_cid": passes, "camping_feature": passes,
	"acdc_wait_time": chooses, "acdc_required_skills": passes, "acdc_logout": ends, "acdc_agent": ends, "acdc_login": ends,
	"acdc_queue": ends,

	"menu": chooses, "acdc_member": chooses, "pivot": chooses, "check_cid": chooses, "cidlistmatch": chooses, "cidlist_match": chooses,
	"branch_variable": chooses, "branch_bnumber": chooses, "dynamic_route": chooses, "directory": chooses, "disa": chooses,

	"voicemail": ends, "resources": ends, "offnet": ends, "hangup": ends, "response": ends, "conference": ends, "park": ends,
	"move": ends, "hotdesk": ends, "call_forward": ends, "do_not_disturb": ends, "call_waiting": ends, "faxbox": ends,
	"fax_detect": chooses, "receive_fax": ends, "eavesdrop": ends, "eavesdrop_feature": ends, "intercept": ends,
	"intercept_feature": ends, "group_pickup": ends, "group_pickup_feature": ends, "park_feature": ends, "resource": ends,
	"ring_group_toggle": ends, "devices": ends, "prefix_restrict": passes,
}

// choosers are why a walk is undecided, by module.
var choosers = map[string]string{
	"menu": "menu choice", "directory": "menu choice", "disa": "menu choice",
	"acdc_member": "queue", "acdc_wait_time": "queue", "pivot": "pivot",
	"check_cid": "caller ID", "cidlistmatch": "caller ID", "cidlist_match": "caller ID",
	"branch_variable": "variable", "branch_bnumber": "capture group", "dynamic_route": "capture group", "fax_detect": "fax",
}
