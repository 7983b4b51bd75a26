using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Kpis.Fair;

/// <summary>Where to look first, for a figure that chance alone does not explain.</summary>
/// <param name="Points">To <c>templates</c>, <c>knowledge-base</c>, <c>routing-or-skills</c>, <c>scripts</c> or <c>coaching</c>.</param>
/// <param name="Reasons">The contact reasons in which it shows, the worst first.</param>
public sealed record FairHint(string Kpi, string Points, IReadOnlyList<string> Reasons)
{
    /// <summary>The criteria of evaluations in which it shows, the worst first.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];
}

/// <summary>Diagnosis as the practice has it: of what is unlike the peers, the part that makes it so.</summary>
internal static class FairHints
{
    private const int Worst = 3;

    public static IEnumerable<FairHint> Of(
        IReadOnlyList<FairRatio> ratios, IReadOnlyList<Pair<AlikeContacts>> contacts, IReadOnlyList<Pair<AlikeCriterion>> criteria, SettingsVersion version)
    {
        var of = ratios.ToDictionary(ratio => ratio.Kpi);
        if (of["aht"].IsHigh && Part(FairMeasure.Wrap, contacts) > Part(FairMeasure.Talk, contacts))
            yield return new FairHint("aht_wrap", "templates", []);
        if (of["fcr"].IsLow)
            yield return new FairHint("fcr", "knowledge-base", Below(contacts, kind => kind.Reason, Counter.Fcr, Counter.FcrEligible));
        if (of["transfer_rate"].IsHigh)
            yield return new FairHint("transfer_rate", "routing-or-skills", []);
        if (of["quality"].IsLow)
        {
            var below = Below(criteria, kind => kind.Criterion, Counter.CriterionPoints, Counter.CriterionScored);
            bool inTone = below.Any(name => version.ToneCriteria.Contains(name, StringComparer.OrdinalIgnoreCase));
            yield return new FairHint("quality", inTone ? "scripts" : "coaching", []) { Criteria = below };
        }
    }

    private static double? Part(FairMeasure measure, IEnumerable<Pair<AlikeContacts>> contacts) =>
        FairRatio.Of(measure, contacts.Select(pair => (pair.Own, pair.Others)), minimumSample: 1).Ratio;

    /// <summary>Where the agent has less than the others would have had, by how much that is in all.</summary>
    private static List<string> Below<T>(IEnumerable<Pair<T>> pairs, Func<T, string> name, Counter part, Counter whole) =>
    [
        .. pairs.Where(pair => pair.Others[whole] > 0).GroupBy(pair => name(pair.Kind))
            .Select(group => (Name: group.Key, Missing: group.Sum(pair =>
                (pair.Others[part] / (double)pair.Others[whole] * pair.Own[whole]) - pair.Own[part])))
            .Where(group => group.Missing > 0)
            .OrderByDescending(group => group.Missing).ThenBy(group => group.Name, StringComparer.Ordinal)
            .Take(Worst).Select(group => group.Name),
    ];
}
