// Package meter is KAZOO's load averages, to the last bit: folsom's meter with
// its four exponentially weighted moving averages over one, five and fifteen
// minutes and one day.
//
// A meter knows no time. Its owner marks events and calls Tick every TickSec
// seconds; alert limits are thresholds times the minutes of an average. The
// numbers are checked against those of the real folsom (0.8.2), by their bits.
package meter
