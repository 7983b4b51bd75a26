namespace Pulso.Timelines.Forecasts;

/// <summary>Spans of time that later forecasts speak of.</summary>
internal sealed class Covered
{
    // In order and apart.
    private List<(long FromMs, long ToMs)> spans = [];

    /// <summary>The parts of a span that are not covered.</summary>
    public IEnumerable<(long FromMs, long ToMs)> Left(long fromMs, long toMs)
    {
        foreach (var span in spans.Where(span => span.ToMs > fromMs && span.FromMs < toMs))
        {
            if (span.FromMs > fromMs)
                yield return (fromMs, span.FromMs);
            fromMs = span.ToMs;
        }
        if (fromMs < toMs)
            yield return (fromMs, toMs);
    }

    public void Add(long fromMs, long toMs)
    {
        var touched = spans.Where(span => span.ToMs >= fromMs && span.FromMs <= toMs).Append((FromMs: fromMs, ToMs: toMs)).ToList();
        var joined = (touched.Min(span => span.FromMs), touched.Max(span => span.ToMs));
        spans = [.. spans.Except(touched).Append(joined).Order()];
    }
}
