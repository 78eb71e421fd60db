package dialect

import "github.com/cdrlab/cdrlab/replay/cdr"

// kazooJSON are KAZOO's documents: those of its database, what its interface
// lists, the messages of its bus and its webhooks.
const kazooJSON = kazoo + ":json"

// The columns that a document's timestamp goes to, by what it means.
const (
	KazooStartColumn = "timestamp (start)"
	KazooEndColumn   = "timestamp (end)"
)

// kazooDocument are the values that are read of KAZOO's documents, in whatever
// case and with - or _ between words.
var kazooDocument = []documentField{
	{"call_id", cdr.CallID, 0},
	{"interaction_id", cdr.InteractionID, 0},
	{"custom_channel_vars.call_interaction_id", cdr.InteractionID, 0},
	{"other_leg_call_id", cdr.OtherLegCallID, 0},
	{"call_direction", cdr.Direction, 0},
	{"direction", cdr.Direction, 0},
	{"custom_channel_vars.account_id", cdr.AccountID, 0},
	{"account_id", cdr.AccountID, 0},
	{"pvt_account_id", cdr.AccountID, 0},
	{"custom_channel_vars.owner_id", cdr.OwnerID, 0},
	{"owner_id", cdr.OwnerID, 0},
	{"custom_channel_vars.authorizing_id", cdr.AuthorizingID, 0},
	{"authorizing_id", cdr.AuthorizingID, 0},
	{"custom_channel_vars.resource_id", cdr.ResourceID, 0},
	{"resource_id", cdr.ResourceID, 0},
	{"local_resource_id", cdr.ResourceID, 0},
	{"media_server", cdr.MediaServer, 0},
	{"switch_hostname", cdr.MediaServer, 0},
	{"caller_id_number", cdr.CallerIDNumber, 0},
	{"caller_id_name", cdr.CallerIDName, 0},
	{"callee_id_number", cdr.CalleeIDNumber, 0},
	{"callee_id_name", cdr.CalleeIDName, 0},
	{"dialed_number", cdr.DestinationNumber, 0},
	{"channel_created_time", cdr.StartTime, unitMicro},
	{"unix_timestamp_micro", cdr.StartTime, unitUnknown},
	{"unix_timestamp", cdr.StartTime, unitSec},
	{KazooStartColumn, cdr.StartTime, unitGregorianSec},
	{KazooEndColumn, cdr.EndTime, unitGregorianSec},
	{"duration_seconds", cdr.DurationMs, unitSec},
	{"billing_seconds", cdr.BillsecMs, unitSec},
	{"hangup_cause", cdr.HangupCause, 0},
	{"hangup_code", cdr.SIPCode, 0},
	{"timestamp", unread, 0},
	{"_id", unread, 0},
	{"pvt_type", unread, 0},
	{"pvt_created", unread, 0},
	{"hook_event", unread, 0},
	{"rfc_1036", unread, 0},
	{"datetime", unread, 0},
	{"request", unread, 0},
	{"to", unread, 0},
}
