using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Http;
using Pulso.Functions.Storage;
using Pulso.Functions.Tenants;
using Pulso.Kpis;
using Pulso.Recounts;
using Pulso.Settings;

namespace Pulso.Functions.Figures;

/// <summary>Answers what figures would be under another definition: a variant's, another generation's, or that of settings which are only tried.</summary>
public sealed class DefinitionComparison(FigureReader figures, TenantDirectory tenants, Archive archive)
{
    /// <summary>The rows that differ in a generation that can be read; a 404 where there is none of that number.</summary>
    internal async Task<IActionResult> WithGenerationAsync(
        KpiRequest asked, int generation, IReadOnlyList<KpiRow> rows, TenantSettings settings, long nowMs, CancellationToken cancel) =>
        await tenants.FindAsync(settings.Tenant, generation, cancel) is { } other
            ? Answer(asked, DefinitionDiff.Of(rows, await figures.RowsAsync(asked.Query, other, nowMs, cancel)))
            : Answers.Problem(404, $"There is no generation {generation}.");

    /// <summary>The rows of one KPI beside those of another one from the same cells.</summary>
    internal async Task<IActionResult> WithVariantAsync(
        KpiRequest asked, Kpi variant, IReadOnlyList<KpiRow> rows, TenantSettings settings, long nowMs, CancellationToken cancel) =>
        Answer(asked, DefinitionDiff.Of(rows, await figures.RowsAsync(asked.Query with { Kpis = [variant] }, settings, nowMs, cancel), variant));

    /// <summary>The rows that differ under the request's settings document, counted from the archive; nothing is stored.</summary>
    internal async Task<IActionResult> WithSettingsAsync(
        HttpRequest request, KpiRequest asked, IReadOnlyList<KpiRow> rows, TenantSettings settings, long nowMs, CancellationToken cancel)
    {
        if (await RequestBody.ReadAsync(request, cancel) is not { } body)
            return Answers.TooLarge();
        if (TriedSettings.Read(body, settings.Tenant, out var faults) is not var (other, _))
            return Answers.Problem(400, "The settings cannot be compared with.", faults);
        var table = new KpiTable(asked.Query, other);
        foreach (var (key, tally) in Recount.Of(await archive.ReadAllAsync(settings.Tenant, cancel), other).All)
            table.Add(key, tally);
        return Answer(asked, DefinitionDiff.Of(rows, table.Rows(nowMs)));
    }

    private static IActionResult Answer(KpiRequest asked, IEnumerable<DefinitionDifference> differences) =>
        KpiJson.Answer(differences.Select(difference => KpiJson.Of(asked.Query, difference)));
}
