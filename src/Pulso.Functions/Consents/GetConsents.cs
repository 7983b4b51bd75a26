using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Bi;
using Pulso.Functions.Partitions;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Timelines;
using Pulso.Timelines.Customers;

namespace Pulso.Functions.Consents;

/// <summary><c>GET /api/{tenant}/consents</c>: per customer, channel and purpose the last consent or withdrawal, as CSV.</summary>
public sealed class GetConsents(Gate gate, PartitionStore partitions)
{
    private static readonly string[] Header = ["tenant", "customer", "channel", "purpose", "state", "since_utc"];

    [Function("consents")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/consents")] HttpRequest request,
        string tenant,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Consents, async settings =>
        {
            byte[] lines = CsvFile.Lines([Header, .. await RowsAsync(settings, cancel)]);
            return new FileContentResult([.. System.Text.Encoding.UTF8.Preamble, .. lines], CsvFile.ContentType);
        }, cancel);

    /// <summary>In order of customer, channel and purpose: the same consents give the same bytes.</summary>
    internal async Task<IReadOnlyList<string[]>> RowsAsync(TenantSettings settings, CancellationToken cancel)
    {
        var found = new ConcurrentBag<(string Customer, IReadOnlyList<Consent> Consents)>();
        await partitions.TimelinesAsync(
            settings, TimelineKind.Customer,
            timeline =>
            {
                if (Consent.AllOf(timeline.Events) is { Count: > 0 } consents)
                    found.Add((timeline.Key.Name, consents));
            },
            cancel);
        return
        [
            .. found.OrderBy(of => of.Customer, StringComparer.Ordinal).SelectMany(of => of.Consents.Select(consent => new[]
            {
                settings.Tenant, of.Customer, consent.Channel ?? Dimensions.None, consent.Purpose ?? Dimensions.None,
                consent.IsGiven ? "given" : "withdrawn", CsvFile.Instant(consent.SinceMs),
            })),
        ];
    }
}
