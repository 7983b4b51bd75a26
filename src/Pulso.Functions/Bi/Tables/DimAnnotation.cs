using Pulso.Measures;
using Pulso.Timelines.Annotations;

namespace Pulso.Functions.Bi.Tables;

/// <summary>What was noted within the published days, by time.</summary>
public static class DimAnnotation
{
    public static readonly BiTable Table = new("dim_annotation", BiTable.Whole,
    [
        new("tenant", "text"), new("annotation", "text"), new("at_utc", "instant"), new("until_utc", "instant"), new("kind", "text"), new("text", "text"),
        new("channel", "text"), new("queue", "text"), new("agent", "text"), new("due_utc", "instant"),
        new("example", "text"), new("goal", "text"),
    ]);

    public static CsvFile File(string tenant, IEnumerable<Annotation> annotations) => CsvFile.Of(
        Table, "", annotations.OrderBy(annotation => annotation.AtMs).ThenBy(annotation => annotation.Id).Select(annotation => Row(tenant, annotation)));

    private static string[] Row(string tenant, Annotation annotation) =>
    [
        tenant, Events.EventId.Text(annotation.Id), CsvFile.Instant(annotation.AtMs), annotation.UntilMs is { } until ? CsvFile.Instant(until) : "",
        annotation.Kind, annotation.Text, annotation.Channel ?? "*", annotation.Queue ?? "*", annotation.Agent ?? Dimensions.None,
        annotation.DueMs is { } due ? CsvFile.Instant(due) : "", annotation.Example ?? "", annotation.Goal ?? "",
    ];
}
