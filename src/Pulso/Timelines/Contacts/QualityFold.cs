using Pulso.Events;
using Pulso.Measures;

namespace Pulso.Timelines.Contacts;

/// <summary>The scores of a contact's sentiment.</summary>
/// <param name="Score">Their sum, in thousandths of −1 to 1.</param>
/// <param name="Negative">How many lie below −0.25.</param>
public sealed record SentimentPart(int Scored, long Score, int Negative);

/// <summary>One evaluation of a contact. Score and maximum in thousandths.</summary>
/// <param name="Gap">For a calibration: the distance in share of the maximum, in thousandths, from the contact's evaluation.</param>
/// <param name="Criteria">The points of each criterion, in thousandths.</param>
/// <param name="Agent">Whose work was evaluated; null where that is not told.</param>
public sealed record Evaluation(
    long TimeMs, string Form, string FormVersion, long Score, long Max, bool IsCalibration, long? Gap, IReadOnlyList<(string Name, long Points)> Criteria,
    string? Agent);

/// <summary>Folds sentiment and quality evaluations.</summary>
internal sealed class QualityFold
{
    private const long NegativeBelow = -250;

    private readonly List<Event> evaluations = [];
    private int scored;
    private long score;
    private int negative;

    public void Apply(Event item)
    {
        if (item.Type == EventTypes.SentimentScored)
        {
            long value = item.Number(Field.Score) ?? 0;
            scored++;
            score += value;
            negative += value < NegativeBelow ? 1 : 0;
        }
        else if (item.Type == EventTypes.QualityEvaluated)
        {
            evaluations.Add(item);
        }
    }

    public SentimentPart Sentiment() => new(scored, score, negative);

    /// <summary>A calibration is held against the last evaluation of the same form that is none.</summary>
    public List<Evaluation> Evaluations() => [.. evaluations.Select(item =>
    {
        var plain = item.Is(Field.Calibration)
            ? evaluations.LastOrDefault(other => !other.Is(Field.Calibration) && other.Text(Field.Form) == item.Text(Field.Form))
            : null;
        return new Evaluation(
            item.TimeMs,
            item.Text(Field.Form) ?? Dimensions.None,
            item.Text(Field.FormVersion) ?? Dimensions.None,
            item.Number(Field.Score)!.Value,
            item.Number(Field.Max)!.Value,
            item.Is(Field.Calibration),
            plain is null ? null : Gap(item, plain),
            [.. QualityCriteria.Of(item.Text(Field.Criteria))],
            item.Text(Field.Agent));
    })];

    /// <summary>|a/A − b/B| in thousandths. Over the common denominator, and rounded once: thirds of a point stay exact until then.</summary>
    private static long Gap(Event calibration, Event plain)
    {
        decimal whole = calibration.Number(Field.Max)!.Value;
        decimal other = plain.Number(Field.Max)!.Value;
        decimal apart = (calibration.Number(Field.Score)!.Value * other) - (plain.Number(Field.Score)!.Value * whole);
        return (long)Math.Round(Math.Abs(apart) * 1_000m / (whole * other), MidpointRounding.ToEven);
    }
}
