using Pulso.Alerts;
using Pulso.Events;

namespace Pulso.Tests.Alerts;

/// <summary>What tellings come to, once all have arrived: of each alert the highest version.</summary>
internal static class Raised
{
    public static IReadOnlyList<Alert> By(IEnumerable<Frame> derived) => [
        .. derived.Where(AlertTelling.Is).Select(AlertTelling.Read).GroupBy(told => told.Id)
            .Select(told => told.MaxBy(telling => telling.Version).Alert).OfType<Alert>().OrderBy(alert => alert.AtMs).ThenBy(alert => alert.Kind)];
}
