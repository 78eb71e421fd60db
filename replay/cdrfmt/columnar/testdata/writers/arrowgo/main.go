// Writes the files of Arrow for Go beside legs.csv; see ../README.md.
package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/endian"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
)

type types map[string]arrow.DataType

func instant(unit arrow.TimeUnit, zone string) arrow.DataType {
	return &arrow.TimestampType{Unit: unit, TimeZone: zone}
}

var usual = types{
	"start_time": instant(arrow.Nanosecond, "UTC"), "answer_time": instant(arrow.Microsecond, "Europe/Berlin"), "end_time": instant(arrow.Millisecond, ""),
	"duration_ms": arrow.PrimitiveTypes.Int64, "billsec_ms": arrow.PrimitiveTypes.Int32, "progress_ms": arrow.PrimitiveTypes.Uint32,
	"hangup_cause_code": arrow.PrimitiveTypes.Int8, "sip_code": arrow.PrimitiveTypes.Uint16, "last_attempt": arrow.FixedWidthTypes.Boolean,
	"mos": arrow.PrimitiveTypes.Float32,
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func done(err error) { must(0, err) }

// records are the legs with some columns of other types, in batches of n rows.
func records(other types, n int) (*arrow.Schema, []arrow.RecordBatch) {
	legs := must(csv.NewReader(bytes.NewReader(must(os.ReadFile("../legs.csv")))).ReadAll())
	var fields []arrow.Field
	for _, name := range legs[0] {
		t := arrow.DataType(arrow.BinaryTypes.String)
		for _, list := range []types{usual, other} {
			if list[name] != nil {
				t = list[name]
			}
		}
		fields = append(fields, arrow.Field{Name: name, Type: t, Nullable: name != "call_id" && name != "hangup_cause"})
	}
	schema := arrow.NewSchema(fields, nil)
	b := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	var list []arrow.RecordBatch
	for rows := range slices.Chunk(legs[1:], n) {
		for _, row := range rows {
			for j, cell := range row {
				add(b.Field(j), cell)
			}
		}
		list = append(list, b.NewRecordBatch())
	}
	return schema, list
}

func add(b array.Builder, cell string) {
	if cell == "" {
		b.AppendNull()
		return
	}
	switch b := b.(type) {
	case *array.TimestampBuilder:
		t := must(time.Parse(time.RFC3339Nano, cell))
		b.Append(must(arrow.TimestampFromTime(t, b.Type().(*arrow.TimestampType).Unit)))
	case *array.DurationBuilder:
		ms := must(strconv.ParseInt(cell, 10, 64))
		b.Append(arrow.Duration(ms * int64(time.Millisecond/b.Type().(*arrow.DurationType).Unit.Multiplier())))
	case *array.RunEndEncodedBuilder:
		b.Append(1)
		add(b.ValueBuilder(), cell)
	case *array.BinaryBuilder:
		b.AppendString(cell)
	case *array.FixedSizeBinaryBuilder:
		padded := make([]byte, b.Type().(*arrow.FixedSizeBinaryType).ByteWidth)
		copy(padded, cell)
		b.Append(padded)
	default:
		done(b.AppendValueFromString(cell))
	}
}

func writeParquet(name string, other types, batch int, arrowed []pqarrow.WriterOption, options ...parquet.WriterProperty) {
	schema, list := records(other, batch)
	var out bytes.Buffer
	w := must(pqarrow.NewFileWriter(schema, &out, parquet.NewWriterProperties(options...), pqarrow.NewArrowWriterProperties(arrowed...)))
	for _, r := range list {
		w.NewBufferedRowGroup() // an empty one before each
		done(w.Write(r))
	}
	done(w.Close())
	done(os.WriteFile("../"+name, out.Bytes(), 0o644))
}

func writeArrow(name string, stream bool, schema *arrow.Schema, list []arrow.RecordBatch, options ...ipc.Option) {
	out := must(os.Create("../" + name))
	options = append(options, ipc.WithSchema(schema))
	w := interface {
		Write(arrow.RecordBatch) error
		Close() error
	}(ipc.NewWriter(out, options...))
	if !stream {
		w = must(ipc.NewFileWriter(out, options...))
	}
	for _, r := range list {
		done(w.Write(r))
	}
	done(w.Close())
	done(out.Close())
}

func encoded(names string, encoding parquet.Encoding) (list []parquet.WriterProperty) {
	for _, name := range bytes.Fields([]byte(names)) {
		list = append(list, parquet.WithEncodingFor(string(name), encoding))
	}
	return list
}

// writeBigEndian writes a record as a big-endian machine holds it: written as it
// is here, its numbers are turned around where they stand in the file.
func writeBigEndian(name string, schema *arrow.Schema, r arrow.RecordBatch) {
	schema = schema.WithEndianness(endian.BigEndian)
	writeArrow(name, true, schema, []arrow.RecordBatch{array.NewRecordBatch(schema, r.Columns(), r.NumRows())})
	file := must(os.ReadFile("../" + name))
	for _, c := range r.Columns() {
		width, count := 4, c.Len()+1 // of offsets
		if fixed, ok := c.DataType().(arrow.FixedWidthDataType); ok {
			width, count = fixed.BitWidth()/8, c.Len()
		}
		if width < 2 {
			continue
		}
		at := bytes.Index(file, c.Data().Buffers()[1].Bytes()[:width*count])
		for word := range slices.Chunk(file[at:at+width*count], width) {
			slices.Reverse(word)
		}
	}
	done(os.WriteFile("../"+name, file, 0o644))
}

// grown are records whose columns of texts have dictionaries, each with the names
// of the records before at its beginning.
func grown(schema *arrow.Schema, list []arrow.RecordBatch, names ...string) (*arrow.Schema, []arrow.RecordBatch) {
	fields := slices.Clone(schema.Fields())
	columns := make([][]arrow.Array, len(list))
	for i, r := range list {
		columns[i] = slices.Clone(r.Columns())
	}
	for _, name := range names {
		j := schema.FieldIndices(name)[0]
		fields[j].Type = &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int16, ValueType: arrow.BinaryTypes.String}
		codes, words := map[string]int16{}, []string{}
		for i := range list {
			texts, b := columns[i][j].(*array.String), array.NewInt16Builder(memory.DefaultAllocator)
			for row := range texts.Len() {
				if texts.IsNull(row) {
					b.AppendNull()
					continue
				}
				word := texts.Value(row)
				if _, known := codes[word]; !known {
					codes[word] = int16(len(words))
					words = append(words, word)
				}
				b.Append(codes[word])
			}
			entries := array.NewStringBuilder(memory.DefaultAllocator)
			entries.AppendValues(words, nil)
			columns[i][j] = array.NewDictionaryArray(fields[j].Type, b.NewArray(), entries.NewArray())
		}
	}
	schema = arrow.NewSchema(fields, nil)
	out := make([]arrow.RecordBatch, len(list))
	for i, r := range list {
		out[i] = array.NewRecordBatch(schema, columns[i], r.NumRows())
	}
	return schema, out
}

func main() {
	v1, v2 := parquet.WithDataPageVersion(parquet.DataPageV1), parquet.WithDataPageVersion(parquet.DataPageV2)
	stored := []pqarrow.WriterOption{pqarrow.WithStoreSchema()}
	writeParquet("arrowgo_v1_gzip_index.parquet", nil, 150, stored, v1, parquet.WithCompression(compress.Codecs.Gzip),
		parquet.WithDataPageSize(256), parquet.WithBatchSize(16), parquet.WithPageIndexEnabled(true), parquet.WithBloomFilterEnabledFor("account_id", true), parquet.WithMaxBloomFilterBytes(256))
	writeParquet("arrowgo_v2_zstd_fallback.parquet", nil, 70, stored, v2, parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithDictionaryPageSizeLimit(300), parquet.WithDataPageSize(500), parquet.WithBatchSize(16))
	writeParquet("arrowgo_v1_int96.parquet", nil, 150, []pqarrow.WriterOption{pqarrow.WithDeprecatedInt96Timestamps(true)}, v1,
		parquet.WithCompression(compress.Codecs.Snappy), parquet.WithStats(false))
	odd := types{
		"account_id": arrow.BinaryTypes.Binary, "direction": &arrow.FixedSizeBinaryType{ByteWidth: 8}, "owner_id": arrow.Null, "caller_id_name": arrow.BinaryTypes.LargeString,
		"hangup_cause": &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: arrow.BinaryTypes.String},
		"duration_ms":  &arrow.Decimal128Type{Precision: 9}, "billsec_ms": &arrow.Decimal128Type{Precision: 18, Scale: 3},
		"progress_ms": &arrow.Decimal128Type{Precision: 38, Scale: 3}, "sip_code": arrow.PrimitiveTypes.Float64, "hangup_cause_code": arrow.PrimitiveTypes.Uint64,
	}
	writeParquet("arrowgo_v2_types.parquet", odd, 150, stored, v2, parquet.WithCompression(compress.Codecs.Lz4Raw))
	delta := append(encoded("start_time answer_time end_time duration_ms billsec_ms progress_ms sip_code", parquet.Encodings.DeltaBinaryPacked),
		encoded("call_id account_id caller_id_name", parquet.Encodings.DeltaByteArray)...)
	delta = append(delta, encoded("direction resource_id hangup_cause", parquet.Encodings.DeltaLengthByteArray)...)
	writeParquet("arrowgo_v1_delta.parquet", nil, 150, stored, append(delta, v1, parquet.WithDictionaryDefault(false),
		parquet.WithCompression(compress.Codecs.Brotli), parquet.WithDataPageSize(300), parquet.WithBatchSize(16))...)
	key := "0123456789012345"
	columns := parquet.ColumnPathToEncryptionPropsMap{"hangup_cause": parquet.NewColumnEncryptionProperties("hangup_cause", parquet.WithKey(key))}
	writeParquet("arrowgo_encrypted_column.parquet", nil, 150, nil, parquet.WithCompression(compress.Codecs.Zstd),
		parquet.WithEncryptionProperties(parquet.NewFileEncryptionProperties(key, parquet.WithPlaintextFooter(), parquet.WithEncryptedColumns(columns))))

	schema, list := records(nil, 30)
	schema, list = grown(schema, list, "account_id", "hangup_cause", "resource_id")
	writeArrow("arrowgo_stream_deltas.arrow", true, schema, list, ipc.WithDictionaryDeltas(true), ipc.WithLZ4())
	runs := func(t arrow.DataType) arrow.DataType { return arrow.RunEndEncodedOf(arrow.PrimitiveTypes.Int16, t) }
	schema, list = records(types{"hangup_cause": runs(arrow.BinaryTypes.String), "resource_id": runs(arrow.BinaryTypes.String), "sip_code": runs(arrow.PrimitiveTypes.Int32),
		"call_id": arrow.BinaryTypes.StringView, "caller_id_name": arrow.BinaryTypes.StringView, "duration_ms": &arrow.DurationType{Unit: arrow.Microsecond}}, 75)
	writeArrow("arrowgo_file_runs_views.arrow", false, schema, list, ipc.WithZstd())
	odd["mos"], odd["progress_ms"], odd["billsec_ms"] = arrow.FixedWidthTypes.Float16, &arrow.Decimal256Type{Precision: 60, Scale: 3}, &arrow.DurationType{Unit: arrow.Millisecond}
	schema, list = records(odd, 150)
	writeArrow("arrowgo_file_types.arrow", false, schema, list, ipc.WithZstd())
	schema, list = records(nil, 150)
	writeBigEndian("arrowgo_stream_big_endian.arrow", schema, list[0])
	writeArrow("arrowgo_no_rows.arrow", false, schema, nil)
}
