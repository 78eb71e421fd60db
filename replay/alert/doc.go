// Package alert knows what KAZOO's hangups application alerts on: which causes
// it checks, and the thresholds of their load averages.
//
// The way of the data:
//
//	sources --recognise--> YAML of ours | KAZOO documents | sup commands
//	        --each in order--> draft: what is stored, readable or not
//	        --settle--> Config, findings
//	findings --Load--> remarks, a line each
//	         --Inspect, Observe--> Inspection: what the checks of traffic saw of
//	           each threshold joins what its source says of it
//	         --Fixed--> Config without the errors
//	Config --Emit--> sup commands | KAZOO documents | YAML of ours
//
// Load reads the sources in order into one draft, which holds every stored
// value with its place, as KAZOO's database would. Only when all are read does
// it settle: "*" fills gaps, an unreadable value takes its cause and those
// after it out of the check, and what does not do what it seems to becomes a
// finding. A Config is then only read, by any number of goroutines.
//
// The rules are those of hangups_config, hangups_monitoring,
// hangups_maintenance, kapps_config and kapps_account_config of 2600hz/kazoo.
package alert
