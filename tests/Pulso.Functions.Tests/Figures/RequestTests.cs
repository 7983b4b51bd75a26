using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Pulso.Functions.Figures;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Figures;

/// <summary>What figures may be asked.</summary>
[Collection(OnStorage.Name)]
public sealed class RequestTests(LocalStorage storage)
{
    [Theory]
    [InlineData("", 0.8, 20)]
    [InlineData("target=0.9&within=30.5&queue=north&from=2026-03-02&to=2026-03-02", 0.9, 30.5)]
    public async Task Staffing_has_a_target_of_80_percent_within_20_seconds_unless_another_is_asked(string query, double target, double within)
    {
        await using var instance = await Instance.StartAsync(storage);
        var asked = StaffingRequest.Read(Query(query), await instance.AddTenantAsync(), 1_772_400_000_000, out var faults);
        Assert.Empty(faults);
        Assert.Equal((target, within), (asked!.Target, asked.WithinSeconds));
        Assert.Equal(["voice"], asked.Query.Where["channel"]);
    }

    [Theory]
    [InlineData("target=1", "target: must be a number from 0.01 to 0.999")]
    [InlineData("target=NaN", "target: must be a number from 0.01 to 0.999")]
    [InlineData("within=-1", "within: must be a number from 0 to 86400")]
    [InlineData("by=queue", "by: is not a parameter")]
    [InlineData("from=yesterday", "from: must be a date or an instant")]
    public async Task What_makes_no_sense_is_refused(string query, string fault)
    {
        await using var instance = await Instance.StartAsync(storage);
        Assert.Null(StaffingRequest.Read(Query(query), await instance.AddTenantAsync(), 1_772_400_000_000, out var faults));
        Assert.Equal([fault], faults);
    }

    [Fact]
    public async Task A_comparison_is_split_by_variant_and_leaves_out_what_is_not_kept_by_it()
    {
        await using var instance = await Instance.StartAsync(storage);
        var asked = KpiRequest.Read(Query("compare=variant&by=channel&baseline=old"), await instance.AddTenantAsync(), 1_772_400_000_000, out _)!;
        Assert.Equal((true, "old"), (asked.Compares, asked.Baseline));
        Assert.Equal(["channel", "variant"], asked.Query.By);
        Assert.Contains(asked.Query.Kpis, kpi => kpi.FullId == "fcr");
        Assert.DoesNotContain(asked.Query.Kpis, kpi => kpi.FullId is "backlog" or "cost_per_contact" or "clv" or "forecast_accuracy" or "nps_shift");
    }

    private static QueryCollection Query(string text) => new(QueryHelpers.ParseQuery(text));
}
