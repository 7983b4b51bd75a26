using System.Globalization;
using Pulso.Measures;
using Pulso.Sla;

namespace Pulso.Alerts;

/// <summary>The alerts of a contact's clocks: a warning while one is warned of, and a breach, which stays whatever comes after it.</summary>
internal static class ClockAlerts
{
    /// <param name="contact">The contact's id.</param>
    public static IEnumerable<Alert> Of(string contact, IEnumerable<SlaClock> clocks, Dimensions dimensions)
    {
        foreach (var clock in clocks)
        {
            if (clock is { State: ClockState.Warned, WarnsMs: { } warnsMs })
                yield return Of(AlertKind.SlaWarning, warnsMs, contact, clock, dimensions);
            if (clock is { State: ClockState.Breached, DueMs: { } dueMs })
                yield return Of(AlertKind.SlaBreach, dueMs, contact, clock, dimensions);
        }
    }

    private static Alert Of(AlertKind kind, long atMs, string contact, SlaClock clock, Dimensions dimensions) =>
        new(kind, atMs, string.Create(CultureInfo.InvariantCulture, $"{contact}\0{ClockName.Of(clock.Kind)}\0{clock.Sequence}"))
        {
            Contact = contact,
            Clock = ClockName.Of(clock.Kind),
            Channel = dimensions.Channel.Known(),
            Queue = dimensions.Queue.Known(),
            Reason = dimensions.Reason.Known(),
            Priority = clock.Priority,
            Owner = clock.Target.Owner,
        };

    /// <summary>Null for the unknown key.</summary>
    internal static string? Known(this string key) => key == Dimensions.None ? null : key;
}
