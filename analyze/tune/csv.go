package tune

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"strconv"
)

// csvColumns is the header of WriteCSV.
var csvColumns = []string{
	"cause", "metric", "threshold_low", "threshold_high", "alerts", "firings", "incidents", "detected", "false_firings",
	"precision", "recall", "mean_detect_s", "max_detect_s", "mean_reset_s",
}

// WriteCSV writes a row a step. With accounts a column account, empty for the
// global meters, follows the cause. Thresholds are the shortest decimals that
// read back as the same float64, statistics have 6 significant digits, what is
// undefined is empty, and rows that look alike are one.
func WriteCSV(w io.Writer, curves []Curve, accounts bool) error {
	out := bufio.NewWriterSize(w, 1<<20)
	columns := csvColumns
	if accounts {
		columns = append([]string{"cause", "account"}, columns[1:]...)
	}
	names := csv.NewWriter(out)
	if err := names.Write(columns); err != nil {
		return err
	}
	names.Flush()
	for i := range curves {
		c := &curves[i]
		prefix, err := c.csvPrefix(accounts)
		if err != nil {
			return err
		}
		if err := c.writeCSV(out, prefix); err != nil {
			return err
		}
	}
	return out.Flush()
}

// csvPrefix is what every row of the curve begins with, quoted where need be.
func (c *Curve) csvPrefix(accounts bool) ([]byte, error) {
	cells := []string{c.Cause}
	if accounts {
		account := ""
		if c.Account != nil {
			account = *c.Account
		}
		cells = append(cells, account)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(append(cells, c.Metric.String())); err != nil {
		return nil, err
	}
	w.Flush()
	return append(bytes.TrimSuffix(b.Bytes(), []byte("\n")), ','), w.Error()
}

// writeCSV writes the rows of one curve. A row is written when the next one is
// known to look different.
func (c *Curve) writeCSV(w io.Writer, prefix []byte) error {
	low := formatThreshold(nil, math.SmallestNonzeroFloat64)
	var high, cells, next, line []byte
	row := func(high []byte) error {
		line = append(append(line[:0], prefix...), low...)
		line = append(append(append(line, ','), high...), cells...)
		_, err := w.Write(line)
		return err
	}
	first := true
	for s := range c.Steps() {
		if next = s.appendCells(next[:0]); !first && !bytes.Equal(next, cells) {
			high = formatThreshold(high[:0], s.Low)
			if err := row(high); err != nil {
				return err
			}
			low, high = high, low
		}
		first = false
		cells, next = next, cells
	}
	return row([]byte("inf"))
}

// appendCells appends what stands after the thresholds.
func (o *Outcome) appendCells(b []byte) []byte {
	for _, n := range [...]uint64{o.Alerts, o.Firings, uint64(o.Incidents), uint64(o.Detected), o.False} {
		b = strconv.AppendUint(append(b, ','), n, 10)
	}
	precision, ok := o.Precision()
	b = appendStatistic(b, precision, ok)
	recall, ok := o.Recall()
	b = appendStatistic(b, recall, ok)
	for _, sec := range [...]float64{o.MeanDetectSec, o.MaxDetectSec, o.MeanResetSec} {
		b = appendStatistic(b, sec, !math.IsNaN(sec))
	}
	return append(b, '\n')
}

func appendStatistic(b []byte, x float64, defined bool) []byte {
	b = append(b, ',')
	if !defined {
		return b
	}
	return strconv.AppendFloat(b, x, 'g', 6, 64)
}

func formatThreshold(b []byte, t float64) []byte { return strconv.AppendFloat(b, t, 'g', -1, 64) }
