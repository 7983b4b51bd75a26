using System.Globalization;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Sla;

namespace Pulso.Facts;

/// <summary>One clock as it is told: a row of <c>fact_sla</c>, in the cells of the clock's start.</summary>
/// <param name="Contact">The contact's id; <c>{thread}~{start in ms}</c> for one of a thread.</param>
/// <param name="DueMs">Null where a pause without end comes before, or the hours never do.</param>
public sealed record SlaFact(
    string Contact, string Clock, int Sequence, long TargetMs, long StartedMs, long? DueMs, long? MetMs, long PausedMs, string State)
{
    private const char Separator = ',';

    /// <summary>Adds the facts of a contact's clocks; those of equal clocks are equal, so that what was told before can be taken back.</summary>
    public static void Add(string contact, IEnumerable<SlaClock> clocks, Dimensions dimensions, TenantSettings settings, Cells cells)
    {
        foreach (var clock in clocks)
            cells.At(settings, clock.StartedMs, dimensions, Of(contact, clock).ToFacet()).Add(Tally.Presence, 1);
    }

    public static SlaFact Of(string contact, SlaClock clock) => new(
        contact, ClockName.Of(clock.Kind), clock.Sequence, clock.Target.TargetMs, clock.StartedMs, clock.DueMs, clock.MetMs, clock.PausedMs,
        clock.State.ToString().ToLowerInvariant());

    public static SlaFact Read(Facet facet)
    {
        string[] clock = facet.Second.Split(Separator);
        string[] standing = facet.Third.Split(Separator);
        return new SlaFact(
            facet.First, clock[0], int.Parse(clock[1], CultureInfo.InvariantCulture), Number(standing[0])!.Value, Number(standing[1])!.Value,
            Number(standing[2]), Number(standing[3]), Number(standing[4])!.Value, standing[5]);
    }

    public Facet ToFacet() => Facet.OfClock(
        Contact,
        string.Create(CultureInfo.InvariantCulture, $"{Clock}{Separator}{Sequence}"),
        string.Create(CultureInfo.InvariantCulture, $"{TargetMs},{StartedMs},{DueMs},{MetMs},{PausedMs},{State}"));

    private static long? Number(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);
}
