using Pulso.Events;

namespace Pulso.Timelines.Contacts;

/// <summary>The scores of a contact's sentiment.</summary>
/// <param name="Score">Their sum, in thousandths of −1 to 1.</param>
/// <param name="Negative">How many lie below −0.25.</param>
public sealed record SentimentPart(int Scored, long Score, int Negative);

/// <summary>One evaluation of a contact. Score and maximum in thousandths.</summary>
/// <param name="Gap">For a calibration: the distance in share of the maximum, in thousandths, from the contact's evaluation.</param>
public sealed record Evaluation(long TimeMs, long Score, long Max, bool IsCalibration, long? Gap);

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
        long? gap = plain is null ? null : Math.Abs(Share(item) - Share(plain));
        return new Evaluation(item.TimeMs, item.Number(Field.Score)!.Value, item.Number(Field.Max)!.Value, item.Is(Field.Calibration), gap);
    })];

    private static long Share(Event item) =>
        (long)Math.Round(item.Number(Field.Score)!.Value * 1_000m / item.Number(Field.Max)!.Value, MidpointRounding.ToEven);
}
