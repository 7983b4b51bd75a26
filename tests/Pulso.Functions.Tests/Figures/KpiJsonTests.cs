using Pulso.Functions.Figures;
using Pulso.Kpis;
using Pulso.Timelines.Annotations;

namespace Pulso.Functions.Tests.Figures;

public sealed class KpiJsonTests
{
    private const string Members = """
        "kpi":"service_level.short","value":0.8,"numerator":4,"denominator":5.0,"unit":"%","n":5,"small_sample":true,"low":null,"high":0.95,"status":"final","definitions":"1.2"
        """;

    private static readonly Period Day = new(1, "2026-03-02", "2026-03-02", new(2026, 3, 2), new(2026, 3, 2), 0);

    private static readonly KpiQuery ByQueue = new(0, 1, "", "", Grain.Day, ["channel", "queue"], [], new Dictionary<string, IReadOnlySet<string>>());

    private static readonly Annotation Note = new(1, 1_772_442_000_000, null, "change", "new \"script\"", null, null, null, null);

    [Fact]
    public void A_row_has_its_keys_before_its_figure_and_null_for_what_is_not_known() => Assert.Equal(
        $$"""[{"from":"2026-03-02","to":"2026-03-02","channel":"voice","queue":"atención <1>",{{Members}}}]""",
        Text(KpiJson.Of(ByQueue, Row("voice", "atención <1>"))));

    [Fact]
    public void A_difference_between_arms_says_against_which() => Assert.Equal(
        $$"""[{"from":"2026-03-02","to":"2026-03-02","channel":"voice","queue":"a",{{Members}},"against":"control"}]""",
        Text(KpiJson.Of(ByQueue, new VariantDifference(Row("voice", "a"), "control"))));

    [Fact]
    public void A_difference_between_definitions_tells_both_and_their_counters()
    {
        var other = Row("voice", "a") with { Figure = Figure.None, Definitions = "1.3" };
        string formula = other.Formula.Formula;
        Assert.Equal(
            $$"""
            [{"from":"2026-03-02","to":"2026-03-02","channel":"voice","queue":"a",{{Members}},"formula":"{{formula}}","other_kpi":"service_level.short","other_value":null,"other_formula":"{{formula}}","other_definitions":"1.3","difference":null,"counters":[{"counter":"offered","side":"denominator","value":5,"other":null,"difference":-5}]}]
            """,
            Text(KpiJson.Of(ByQueue, new DefinitionDifference(Row("voice", "a"), other, [new CounterChange("offered", "denominator", 5, null)]))));
    }

    [Fact]
    public void A_shift_says_around_which_note_it_is() => Assert.Equal(
        $$"""
        [{"from":"2026-03-02","to":"2026-03-02","channel":null,"queue":null,{{Members}},"annotation":"new \"script\"","annotation_kind":"change","annotation_at":"2026-03-02T09:00:00Z"}]
        """,
        Text(KpiJson.Of(ByQueue, new ShiftRow(Note, Row()))));

    [Fact]
    public void Keys_that_a_row_has_not_are_null() => Assert.Equal(
        $$"""[{"from":"2026-03-02","to":"2026-03-02","channel":null,"queue":null,{{Members}}}]""", Text(KpiJson.Of(ByQueue, Row())));

    private static KpiRow Row(params string[] keys) =>
        new(Day, keys, Catalogue.Find("service_level.short")!, new Figure(0.8, 4m, 5.0m, 5, null, 0.95), IsSmallSample: true, "final", "1.2");

    private static string Text(KpiJson row) => System.Text.Encoding.UTF8.GetString(KpiJson.Bytes([row]));
}
