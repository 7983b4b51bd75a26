using Pulso.Kpis.Fair;
using Pulso.Measures;
using Pulso.Tests.Generated;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.Agents;

/// <summary>Normalised figures say how an agent works, and not what the agent was given to work on.</summary>
public sealed class FairLaws
{
    private static readonly string[] Difficulties = ["easy", "normal", "hard"];

    [Fact]
    public void Another_mix_with_the_same_work_per_kind_leaves_the_normalised_figures_as_they_are()
    {
        int moved = 0;
        Law.For(Case.Any, some =>
        {
            var (before, after) = (Kim(some, some.Mix), Kim(some, some.OtherMix));
            foreach (string kpi in new[] { "aht", "fcr", "quality", "transfer_rate" })
            {
                var (one, other) = (Of(before, kpi), Of(after, kpi));
                Assert.Equal(some.Times / 2.0, one.Ratio!.Value, 9);
                Assert.Equal(some.Times / 2.0, other.Ratio!.Value, 9);
                moved += Math.Abs(one.Observed!.Value - other.Observed!.Value) > 0.01 * one.Observed ? 1 : 0;
            }
        });
        Assert.True(moved > 300, $"only {moved} plain figures moved");
    }

    [Fact]
    public void Who_works_like_the_others_is_unlike_them_in_no_mix_and_has_no_hint() => Law.For(Case.Any, some =>
    {
        var kim = Kim(some with { Times = 2 }, some.Mix);
        Assert.All(kim.Ratios, ratio => Assert.True(!ratio.IsHigh && !ratio.IsLow, $"{ratio}"));
        Assert.Empty(kim.Hints);
    });

    private static FairRatio Of(FairAgent agent, string kpi) => agent.Ratios.Single(ratio => ratio.Kpi == kpi);

    private static FairAgent Kim(Case some, int[] mix)
    {
        var table = new FairTable([], [], Tenants.Defaults);
        for (int kind = 0; kind < mix.Length; kind++)
        {
            Add("lee", kind, some.Rates[kind], 2, 1);
            Add("sam", kind, some.Rates[kind] / 2, 2, 2);
            Add("kim", kind, 2 * some.Rates[kind], some.Times, mix[kind], parts: 3); // as much as both others together, by as many parts
        }
        return table.Rows(Tenants.Defaults.Versions[0]).Single(agent => agent.Agent == "kim");

        // Of work of so many parts: what of it took the rate, twice over, so that halves are whole.
        void Add(string agent, int kind, int rate, int times, int size, int parts = 1)
        {
            if (size == 0)
                return;
            var tally = new Tally();
            foreach (var (part, whole) in new[]
            {
                (Counter.TalkMs, Counter.Handled), (Counter.Fcr, Counter.FcrEligible), (Counter.QualityScore, Counter.QualityMax),
                (Counter.Transferred, Counter.Attended),
            })
            {
                tally.Add(part, 100L * rate * times * size);
                tally.Add(whole, 100_000L * parts * size);
            }
            tally.Add(Counter.QualityEvaluations, 100_000L * parts * size);
            table.Add(
                new CellKey(At.Date("2026-03-02"), At.Utc("2026-03-02T09:00:00Z"), new Dimensions("voice", "inbound", "north", $"reason {kind / 3}", "1"), Facet.OfAgent(agent, Difficulties[kind % 3])),
                tally);
        }
    }

    /// <param name="Rates">Per kind of work.</param>
    /// <param name="Times">How much more or less than the others it takes kim, in halves.</param>
    private sealed record Case(int[] Rates, int[] Mix, int[] OtherMix, int Times)
    {
        public static Case Any(Random random)
        {
            int kinds = random.Next(1, 8);
            int[] Mix() => [1 + random.Next(50), .. Enumerable.Range(1, kinds - 1).Select(_ => random.Next(3) * random.Next(50))];
            return new Case([.. Enumerable.Range(0, kinds).Select(_ => 2 * random.Next(1, 80))], Mix(), Mix(), random.Next(1, 5));
        }
    }
}
