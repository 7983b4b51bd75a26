using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Bi;
using Pulso.Functions.Http;
using Pulso.Kpis;

namespace Pulso.Functions.Figures;

/// <summary>A row as <c>GET kpis</c> answers it (contract, section 3).</summary>
internal sealed class KpiJson
{
    private readonly KpiQuery query;
    private readonly KpiRow row;
    private readonly (string Name, object? Value)[] more;

    private KpiJson(KpiQuery query, KpiRow row, params (string Name, object? Value)[] more)
    {
        this.query = query;
        this.row = row;
        this.more = more;
    }

    public static KpiJson Of(KpiQuery query, KpiRow row) => new(query, row);

    /// <summary>A difference says from which arm of the experiment it is.</summary>
    public static KpiJson Of(KpiQuery query, VariantDifference difference) => new(query, difference.Row, ("against", difference.Against));

    /// <summary>A figure under two definitions: as it is, as it would be, and the counters of its formulas under both.</summary>
    public static KpiJson Of(KpiQuery query, DefinitionDifference difference) => new(
        query,
        difference.Row,
        ("formula", difference.Row.Formula.Formula),
        ("other_kpi", difference.Other.Kpi.FullId),
        ("other_value", difference.Other.Figure.Value),
        ("other_formula", difference.Other.Formula.Formula),
        ("other_definitions", difference.Other.Definitions),
        ("difference", difference.Difference),
        ("counters", difference.Counters.Select(counter => new { counter.Counter, counter.Side, counter.Value, counter.Other, counter.Difference }).ToList()));

    /// <summary>A shift's row says around which annotation it is; the keys of the query are not its own.</summary>
    public static KpiJson Of(KpiQuery query, ShiftRow shift) => new(
        query,
        shift.Row,
        ("annotation", shift.Annotation.Text),
        ("annotation_kind", shift.Annotation.Kind),
        ("annotation_at", CsvFile.Instant(shift.Annotation.AtMs)));

    /// <summary>The answer to a question for figures.</summary>
    public static IActionResult Answer(IEnumerable<KpiJson> rows) => Answers.OfBytes(Bytes(rows));

    /// <summary>Rows as a JSON array, written straight away: there may be tens of thousands.</summary>
    public static byte[] Bytes(IEnumerable<KpiJson> rows)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Answers.Json.Encoder }))
        {
            writer.WriteStartArray();
            foreach (var its in rows)
                its.Write(writer);
            writer.WriteEndArray();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("from"u8, row.Period.From);
        writer.WriteString("to"u8, row.Period.To);
        for (int i = 0; i < query.By.Count; i++)
            writer.WriteString(query.By[i], row.Keys.ElementAtOrDefault(i));
        writer.WriteString("kpi"u8, row.Kpi.FullId);
        Write(writer, "value"u8, row.Figure.Value);
        Write(writer, "numerator"u8, row.Figure.Numerator);
        Write(writer, "denominator"u8, row.Figure.Denominator);
        writer.WriteString("unit"u8, row.Kpi.UnitText);
        writer.WriteNumber("n"u8, row.Figure.N);
        writer.WriteBoolean("small_sample"u8, row.IsSmallSample);
        Write(writer, "low"u8, row.Figure.Low);
        Write(writer, "high"u8, row.Figure.High);
        writer.WriteString("status"u8, row.Status);
        writer.WriteString("definitions"u8, row.Definitions);
        foreach (var (name, value) in more)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, Answers.Json);
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
