// Package plot draws figures of a replay, a tuning and a simulation, as PNG
// or SVG, to an io.Writer. It reads no file and no clock: the same figure gives
// the same bytes.
//
// A LoadFigure shows what averages did over a period; a SweepFigure what every
// threshold would have done, a TradeFigure what quick detection costs in false
// firings, a CalendarFigure when thresholds would have fired. A CallsFigure
// stacks calls by outcome over time, a panel a setting, and a BalanceFigure
// tells who gains and who loses by a change. A DayFigure shows numbers by time of
// day, a BarFigure compares sums of parts, a LengthFigure shows numbers by a
// duration, a LadderFigure the messages of one call.
//
// The way of a figure, told for the first:
//
//  1. The caller fills a LoadFigure: a period and a zone, the load averages of
//     one cause, its limits, its firings and its events a minute.
//  2. Draw checks it and lays out the sheet: heading, legend, a lane naming
//     the firings, a panel of averages, a strip of events, the time axis.
//  3. Series longer than the panel is wide are thinned to the first, lowest,
//     highest and last point of each column of pixels; over months, to bands
//     from the lowest to the highest value. A year is drawn as fast as an hour
//     and no peak is lost.
//  4. The sheet is written in the asked Format. Both formats share one layout,
//     measured in points: 1200 x 675 points, 1600 x 900 pixels.
//
// Rates come in events per second, as the engine holds them, and are shown in
// events per minute, as operators think of them. Times come in Unix seconds
// and are shown in the figure's zone, with ticks at round local times.
//
// FileName turns a cause into a file name for its figure.
package plot
