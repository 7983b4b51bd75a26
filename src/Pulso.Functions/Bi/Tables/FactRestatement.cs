using Pulso.Kpis;
using Pulso.Measures;

namespace Pulso.Functions.Bi.Tables;

/// <summary>The figures that changed after their first publication: one row per figure and cause, from its value before to the present one.</summary>
/// <remarks>Days, weeks and months have a part of the file each, all under the first day of the period.</remarks>
public static class FactRestatement
{
    // Places in the rows of kpi_….
    private const int Start = 1, End = 2, Channel = 4, Queue = 5, KpiId = 6, Variant = 7, Value = 8, Numerator = 9, Denominator = 10, Definitions = 17;

    // Places in the rows here.
    private const int KeyFrom = 2, KeyTo = 9, OldFrom = 9, NewFrom = 12, CauseAt = 15;

    public static readonly BiTable Table = new("fact_restatement", "date",
    [
        new("tenant", "text"), new("date", "date"), new("period_end", "date"), new("period", "text"), new("level", "text"), new("channel", "text"),
        new("queue", "text"), new("kpi", "text"), new("variant", "text"), new("old_value", "number"), new("old_numerator", "number"),
        new("old_denominator", "number"), new("new_value", "number"), new("new_numerator", "number"), new("new_denominator", "number"),
        new("cause", "text"), new("restated_utc", "instant"),
    ]);

    /// <summary>The part that holds the restatements of periods of a length.</summary>
    public static string PathOf(BusinessPeriod period) =>
        Table.Path(CsvFile.Text(period.FirstDay), period.Grain switch { Grain.Day => 0, Grain.Week => 1, _ => 2 });

    /// <summary>The rows of a period after it was published anew: those known so far, and the figures that have changed now.</summary>
    /// <param name="before">As it was published last.</param>
    /// <param name="rows">The rows of its figures now.</param>
    /// <param name="sums">The sums that they are made from.</param>
    /// <param name="rebuilt">True if they were made anew under other settings.</param>
    public static IReadOnlyList<string[]> Of(
        BusinessPeriod period, KeptFigures before, IReadOnlyList<string[]> rows, Cells sums, bool rebuilt, long nowMs)
    {
        var restated = before.Restated.ToDictionary(Key);
        var old = before.Rows.ToDictionary(Name);
        var now = rows.ToDictionary(Name);
        var groups = new Groups(before.Sums, sums);
        foreach (string name in old.Keys.Union(now.Keys))
        {
            var (was, isNow) = (old.GetValueOrDefault(name), now.GetValueOrDefault(name));
            if (Says(was).SequenceEqual(Says(isNow)))
                continue;
            string[] either = (isNow ?? was)!;
            string cause = rebuilt || (was is not null && isNow is not null && was[Definitions] != isNow[Definitions])
                ? Cause.Settings : groups.Cause(Catalogue.Find(FullId(either))!, either[Channel], either[Queue]);
            string[] row =
            [
                either[0], either[Start], either[End], period.Length, either[3], either[Channel], either[Queue], either[KpiId], either[Variant],
                .. Says(was), .. Says(isNow), cause, CsvFile.Instant(nowMs),
            ];
            if (restated.TryGetValue(Key(row), out string[]? known))
                row = [.. row[..OldFrom], .. known[OldFrom..NewFrom], .. row[NewFrom..]];
            restated[Key(row)] = row;
        }
        return [.. restated.Values.OrderBy(Key, StringComparer.Ordinal)];
    }

    /// <summary>The causes of what was restated, each with its last instant.</summary>
    public static IEnumerable<(string Cause, string At)> CausesOf(IEnumerable<string[]> restated) =>
        restated.GroupBy(row => row[CauseAt], row => row[CauseAt + 1]).Select(cause => (cause.Key, cause.Max(StringComparer.Ordinal)!));

    private static string Key(string[] row) => string.Join('\0', row[KeyFrom..KeyTo].Append(row[CauseAt]));

    private static string Name(string[] row) => string.Join('\0', row[3..(Variant + 1)]);

    private static string FullId(string[] row) => row[Variant].Length == 0 ? row[KpiId] : $"{row[KpiId]}.{row[Variant]}";

    /// <summary>Value, numerator and denominator; empty where there was no figure.</summary>
    private static string[] Says(string[]? row) => row is null ? ["", "", ""] : [row[Value], row[Numerator], row[Denominator]];

    /// <summary>The sums of each level's groups, before and after.</summary>
    private sealed class Groups(Cells before, Cells after)
    {
        private readonly Dictionary<(string, string), (Tally Before, Tally After)> known = [];

        public string Cause(Kpi kpi, string channel, string queue)
        {
            if (!known.TryGetValue((channel, queue), out var sums))
                known.Add((channel, queue), sums = (Sum(before, channel, queue), Sum(after, channel, queue)));
            return Kpis.Cause.Of(kpi, sums.Before, sums.After);
        }

        private static Tally Sum(Cells cells, string channel, string queue)
        {
            var sum = new Tally();
            foreach (var (key, tally) in cells.All.Where(cell => (channel == "*" || cell.Key.Dimensions.Channel == channel) && (queue == "*" || cell.Key.Dimensions.Queue == queue)))
                sum.Add(tally);
            return sum;
        }
    }
}
