package main

import (
	"fmt"
	"slices"
	"strings"
)

// job is what is asked of a file.
type job string

const (
	// jobCounts: legs by account, cause and second of the end, without the
	// causes that KAZOO ignores.
	jobCounts job = "counts"
	// jobKPI: per gateway legs, ASR, ACD, mean and p95 PDD, accounts; ASR, ACD
	// and PDD are those of the outbound legs, which are the gateway's seizures.
	jobKPI job = "kpi"
	// jobReplay: the alert engine over saved counts; cdrlab alone is asked.
	jobReplay job = "replay"
)

var allJobs = []job{jobCounts, jobKPI, jobReplay}

// format is how the file is written.
type format string

const (
	formatCSV    format = "csv"
	formatQuoted format = "quoted" // CSV, every field in quotes
	formatBroken format = "broken" // CSV, one row in damagedIn damaged
	formatGzip   format = "gzip"   // CSV, compressed
	formatZstd   format = "zstd"   // Parquet
	formatSnappy format = "snappy" // Parquet

	// The same traffic as systems write it, delimited.
	formatKazoo      format = "kazoo"      // a download of one account
	formatFreeSWITCH format = "freeswitch" // mod_cdr_csv, template example
	formatAsterisk   format = "asterisk"   // cdr_csv, 18 columns
	formatFreePBX    format = "freepbx"    // its export
	formatCisco      format = "cisco"      // CUCM, with a line of types
	formatYETI       format = "yeti"       // by SIP status
	formatKamailio   format = "kamailio"   // acc, INVITE and BYE to be joined
	formatAccCDRs    format = "acc_cdrs"   // Kamailio's, without causes
	formatCDRs       format = "cdrs"       // of kamcli, answered calls only
	formatCGRateS    format = "cgrates"    // an export with the cause
	formatCDRStats   format = "cdr-stats"  // its import
	formatBroadWorks format = "broadworks" // no quotes, but marked commas
	formatRibbon     format = "ribbon"     // START, STOP and ATTEMPT
	formatCEL        format = "cel"        // Asterisk's channel events, to be joined

	// Saved counts, whatever --rows says.
	formatMonth    format = "month"    // 30 days of six causes
	formatAccounts format = "accounts" // 7 days of 14,000 accounts
)

var allFormats = []format{
	formatCSV, formatQuoted, formatBroken, formatGzip, formatZstd, formatSnappy,
	formatKazoo, formatFreeSWITCH, formatAsterisk, formatFreePBX, formatCisco, formatYETI, formatKamailio,
	formatAccCDRs, formatCDRs, formatCGRateS, formatCDRStats, formatBroadWorks, formatRibbon, formatCEL,
	formatMonth, formatAccounts,
}

func (f format) parquet() bool { return f == formatZstd || f == formatSnappy }

// plain tells whether the file is text as it lies on the disk.
func (f format) plain() bool { return f == formatCSV || f == formatQuoted || f == formatBroken }

// spoken tells whether the file is a dialect of a system.
func (f format) spoken() bool { return dialects[f] != nil }

func (f format) saved() bool { return f == formatMonth || f == formatAccounts }

// suits tells whether a job can be done on a format: a replay of saved counts,
// the others of CDRs, and of the dialects, which lack gateways or delays, only
// the counts.
func (j job) suits(f format) bool {
	return (j == jobReplay) == f.saved() && (j == jobCounts || !f.spoken())
}

// question is one job on one file.
type question struct {
	job    job
	format format
	file   string
	truth  *truth
}

// chosen reads a list such as "csv,zstd" against the names there are; each is
// kept once, in the order given.
func chosen[T ~string](flag, list string, known []T) ([]T, error) {
	var out []T
	for name := range strings.SplitSeq(list, ",") {
		one := T(strings.TrimSpace(name))
		if !slices.Contains(known, one) {
			return nil, fmt.Errorf("--%s: %q found, %s wanted", flag, name, join(known))
		}
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out, nil
}

func join[T ~string](names []T) string {
	var b strings.Builder
	for i, n := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(n))
	}
	return b.String()
}
