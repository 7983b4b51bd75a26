using Pulso.Functions.Bi;
using Pulso.Kpis;

namespace Pulso.Functions.Figures;

/// <summary>A row as <c>GET kpis</c> answers it (contract, section 3).</summary>
internal static class KpiJson
{
    public static Dictionary<string, object?> Of(KpiQuery query, KpiRow row)
    {
        var json = new Dictionary<string, object?> { ["from"] = row.Period.From, ["to"] = row.Period.To };
        for (int i = 0; i < query.By.Count; i++)
            json[query.By[i]] = row.Keys.ElementAtOrDefault(i);
        json["kpi"] = row.Kpi.FullId;
        json["value"] = row.Figure.Value;
        json["numerator"] = row.Figure.Numerator;
        json["denominator"] = row.Figure.Denominator;
        json["unit"] = row.Kpi.UnitText;
        json["n"] = row.Figure.N;
        json["small_sample"] = row.IsSmallSample;
        json["low"] = row.Figure.Low;
        json["high"] = row.Figure.High;
        json["status"] = row.Status;
        json["definitions"] = row.Definitions;
        return json;
    }

    /// <summary>A difference says from which arm of the experiment it is.</summary>
    public static Dictionary<string, object?> Of(KpiQuery query, VariantDifference difference)
    {
        var json = Of(query, difference.Row);
        json["against"] = difference.Against;
        return json;
    }

    /// <summary>A figure under two definitions: as it is, as it would be, and the counters of its formulas under both.</summary>
    public static Dictionary<string, object?> Of(KpiQuery query, DefinitionDifference difference)
    {
        var json = Of(query, difference.Row);
        json["formula"] = difference.Row.Formula.Formula;
        json["other_kpi"] = difference.Other.Kpi.FullId;
        json["other_value"] = difference.Other.Figure.Value;
        json["other_formula"] = difference.Other.Formula.Formula;
        json["other_definitions"] = difference.Other.Definitions;
        json["difference"] = difference.Difference;
        json["counters"] = difference.Counters.Select(counter =>
            new { counter.Counter, counter.Side, counter.Value, counter.Other, counter.Difference }).ToList();
        return json;
    }

    /// <summary>A shift's row says around which annotation it is; the keys of the query are not its own.</summary>
    public static Dictionary<string, object?> Of(KpiQuery query, ShiftRow shift)
    {
        var json = Of(query, shift.Row);
        json["annotation"] = shift.Annotation.Text;
        json["annotation_kind"] = shift.Annotation.Kind;
        json["annotation_at"] = CsvFile.Instant(shift.Annotation.AtMs);
        return json;
    }
}
