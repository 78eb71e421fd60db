package plot

import (
	"bytes"
	"fmt"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Format is a file format of figures.
type Format uint8

// The formats, PNG being the default.
const (
	PNG Format = iota
	SVG

	numFormats = iota
)

var formatNames = [numFormats]string{"png", "svg"}

// String is the format's name, which is also the ending of its files.
func (f Format) String() string {
	if f >= numFormats {
		return fmt.Sprintf("Format(%d)", uint8(f))
	}
	return formatNames[f]
}

// The size of a sheet: 1600 x 900 pixels at pixelsPerInch. A figure that needs
// less height leaves out the lower part.
const (
	sheetWidth    = 1200 * vg.Length(1)
	sheetHeight   = 675 * vg.Length(1)
	pixelsPerInch = 96
	pixel         = vg.Inch / pixelsPerInch
)

// write draws on a new canvas of the format and sends its upper part, of that
// height, to w.
func (f Format) write(w io.Writer, height vg.Length, paint func(vg.Canvas)) error {
	switch f {
	case PNG:
		c := vgimg.NewWith(vgimg.UseWH(sheetWidth, height), vgimg.UseDPI(pixelsPerInch))
		paint(shifted(c, height))
		_, err := vgimg.PngCanvas{Canvas: c}.WriteTo(w)
		return err
	case SVG:
		c := vgsvg.New(sheetWidth, height)
		paint(shifted(c, height))
		var b bytes.Buffer
		if _, err := c.WriteTo(&b); err != nil {
			return err
		}
		_, err := w.Write(withFallbackFonts(b.Bytes()))
		return err
	}
	return fmt.Errorf("format %d: wanted png or svg", uint8(f))
}

// view is a figure laid out.
type view interface{ draw(sheet) }

// lowView is a view that does not need the whole height of a sheet.
type lowView interface {
	view
	height() vg.Length
}

// drawFigure checks a figure, lays it out and writes it; its errors say what
// it is of.
func drawFigure(w io.Writer, format Format, of string, check func() error, layOut func() view) error {
	err := check()
	if err == nil {
		v, height := layOut(), sheetHeight
		if low, ok := v.(lowView); ok {
			height = low.height()
		}
		err = format.write(w, height, func(c vg.Canvas) { v.draw(newSheet(c)) })
	}
	if err != nil {
		return fmt.Errorf("figure of %s: %w", of, err)
	}
	return nil
}

// shifted moves the sheet down so that its top is the canvas's.
func shifted(c vg.Canvas, height vg.Length) vg.Canvas {
	if height != sheetHeight {
		c.Translate(vg.Point{Y: height - sheetHeight})
	}
	return c
}

// withFallbackFonts names, after Liberation Sans, fonts of the same metrics:
// an SVG without embedded fonts then keeps its layout where that one is not
// installed. Quotes in text are escaped, so only attributes can match.
func withFallbackFonts(svg []byte) []byte {
	const named = `style="font-family:Liberation Sans;`
	const stack = `style="font-family:'Liberation Sans',Arimo,Arial,Helvetica,sans-serif;`
	return bytes.ReplaceAll(svg, []byte(named), []byte(stack))
}
