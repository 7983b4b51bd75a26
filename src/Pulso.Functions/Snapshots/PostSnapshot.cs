using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Pulso.Functions.Access;
using Pulso.Functions.Http;

namespace Pulso.Functions.Snapshots;

/// <summary><c>POST /api/{tenant}/snapshots/{date}</c>: publishes a business day now, ended or not, and the week and month that it is in, if they have ended.</summary>
public sealed class PostSnapshot(Gate gate, DayPublisher days, PeriodPublisher periods, BiIndex index)
{
    [Function("snapshots")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{tenant}/snapshots/{date}")] HttpRequest request,
        string tenant,
        string date,
        CancellationToken cancel) =>
        gate.PassAsync(request, tenant, Routes.Snapshots, async settings =>
        {
            if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1970 or > 2199)
                return Answers.Problem(400, "The address ends in a date, yyyy-MM-dd.");
            var published = await days.PublishAsync(settings, day, cancel);
            await periods.PublishAsync(settings, day, cancel);
            await index.WriteAsync(settings, cancel);
            return Answers.Of(new { date, files = published.Files });
        }, cancel);
}
