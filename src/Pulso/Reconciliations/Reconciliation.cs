using System.Globalization;
using Pulso.Events.Parsing;

namespace Pulso.Reconciliations;

/// <summary>Holds a vendor's report against the contacts as the events tell them, contact by contact.</summary>
public static class Reconciliation
{
    private const long QuarterMs = 900_000;
    private const long LongestShiftMs = 14 * 3_600_000L; // the widest offset of any zone
    private const long SecondMs = 1_000;

    /// <param name="known">Those of the report's span; others too, where the span is not known.</param>
    /// <returns>The differences, by contact; a difference within the report's rounding is none.</returns>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<ReportedContact> reported, IReadOnlyList<KnownContact> known)
    {
        var here = known.ToDictionary(contact => contact.Contact);
        var there = reported.GroupBy(contact => contact.Contact).ToDictionary(same => same.Key, same => same.ToList());
        long shiftMs = ShiftOf(there.Values.Select(same => same[0]).Where(contact => here.ContainsKey(contact.Contact))
            .Select(contact => contact.StartedMs - here[contact.Contact].StartedMs));
        var findings = new List<Finding>();
        foreach (var (contact, same) in there)
        {
            if (same.Count > 1)
                findings.Add(new Finding(contact, FindingKind.Repeated, $"{same.Count} rows", null, "the report has it more than once; the first row is compared", false));
            if (here.TryGetValue(contact, out var ours))
                findings.AddRange(Compare(same[0], ours, shiftMs));
            else
                findings.Add(new Finding(contact, FindingKind.MissingHere, same[0].Outcome, null, "no event told of it", false));
        }
        findings.AddRange(known.Where(contact => !there.ContainsKey(contact.Contact) && IsInSpan(contact, reported, shiftMs)).Select(Missing));
        return [.. findings.OrderBy(finding => finding.Contact, StringComparer.Ordinal).ThenBy(finding => finding.Kind)];
    }

    /// <summary>The shift of a whole report's clock: the commonest difference of starts, where it is whole quarters of an hour and that of most contacts.</summary>
    private static long ShiftOf(IEnumerable<long?> differences)
    {
        // To the nearest quarter, where it is within a second of it; else 0 stands for no shift.
        var quarters = differences.OfType<long>().Select(difference =>
            (long)Math.Round(difference / (double)QuarterMs, MidpointRounding.AwayFromZero) * QuarterMs is var shift
            && Math.Abs(difference - shift) < SecondMs && Math.Abs(shift) <= LongestShiftMs ? shift : 0).ToList();
        var commonest = quarters.CountBy(shift => shift).OrderByDescending(shift => shift.Value).ThenBy(shift => Math.Abs(shift.Key)).FirstOrDefault();
        return 2 * commonest.Value > quarters.Count ? commonest.Key : 0;
    }

    /// <summary>True where the report should have it: it started between its first and last row, or nothing is known of when those were.</summary>
    private static bool IsInSpan(KnownContact contact, IReadOnlyList<ReportedContact> reported, long shiftMs)
    {
        var starts = reported.Select(row => row.StartedMs).OfType<long>().ToList();
        return starts.Count == 0 || (contact.StartedMs + shiftMs >= starts.Min() - SecondMs && contact.StartedMs + shiftMs <= starts.Max() + SecondMs);
    }

    private static Finding Missing(KnownContact contact) => contact.IsShortAbandon
        ? new Finding(contact.Contact, FindingKind.MissingThere, null, contact.Outcome, $"short abandon after {Ms(contact.WaitMs)}: many reports leave these out", true)
        : new Finding(contact.Contact, FindingKind.MissingThere, null, contact.Outcome, "the report leaves it out", false);

    private static IEnumerable<Finding> Compare(ReportedContact there, KnownContact here, long shiftMs)
    {
        if (there.Outcome is { } outcome && outcome != here.Outcome)
            yield return Of(here, FindingKind.Outcome, outcome, here.Outcome, Outcome(outcome, here));
        if (there.StartedMs is { } started && Math.Abs(started - here.StartedMs) >= SecondMs)
        {
            string by = Signed(started - here.StartedMs);
            yield return Of(here, FindingKind.Started, Instants.Text(started), Instants.Text(here.StartedMs), shiftMs != 0 && Math.Abs(started - here.StartedMs - shiftMs) < SecondMs
                ? ($"time zone shift of {Offset(shiftMs)}, as of most contacts of the report", true)
                : ($"starts {by} from here", false));
        }
        if (there.WaitMs is { } wait && !Same(wait, here.WaitMs, there))
            yield return Of(here, FindingKind.Wait, Ms(wait), Ms(here.WaitMs), Wait(wait, here, there));
        if (there.HandleMs is { } handle && !Same(handle, here.HandleMs, there))
            yield return Of(here, FindingKind.Handle, Ms(handle), Ms(here.HandleMs), Handle(handle, here, there));
    }

    private static (string, bool) Outcome(string outcome, KnownContact here) => (outcome, here) switch
    {
        (KnownContact.Answered, { IsShortAbandon: true }) => ($"a short abandon after {Ms(here.WaitMs)} here", false),
        (KnownContact.Abandoned, { Outcome: KnownContact.Answered }) => ($"an agent took it after {Ms(here.WaitMs)}", false),
        (KnownContact.Abandoned, { Outcome: "left in the IVR" }) => ("it never came to a queue: the report counts the IVR as abandonment", true),
        (_, { IsShortAbandon: true }) => ($"short abandon after {Ms(here.WaitMs)}", true),
        _ => ("different outcome", false),
    };

    private static (string, bool) Wait(long wait, KnownContact here, ReportedContact there) =>
        here.AnsweredMs is { } answered && Same(wait, answered - here.StartedMs, there) ? ("the report counts from the contact's start, not from the queue's", true)
        : ($"off by {Signed(wait - here.WaitMs)}", false);

    private static (string, bool) Handle(long handle, KnownContact here, ReportedContact there) =>
        Same(handle, here.TalkMs + here.HoldMs, there) ? ("the report leaves wrap-up out", true)
        : Same(handle, here.TalkMs + here.WrapMs, there) ? ("the report leaves hold out", true)
        : Same(handle, here.TalkMs, there) ? ("the report tells talk alone", true)
        : ($"off by {Signed(handle - here.HandleMs)}", false);

    private static bool Same(long reportedMs, long knownMs, ReportedContact there) =>
        there.IsWhole ? Math.Abs(reportedMs - knownMs) < SecondMs : reportedMs == knownMs;

    private static Finding Of(KnownContact contact, FindingKind kind, string reported, string known, (string Text, bool IsExplained) why) =>
        new(contact.Contact, kind, reported, known, why.Text, why.IsExplained);

    private static string Ms(long ms) => string.Create(CultureInfo.InvariantCulture, $"{ms} ms");

    private static string Signed(long ms) => string.Create(CultureInfo.InvariantCulture, $"{ms:+0;-0} ms");

    private static string Offset(long ms) => string.Create(CultureInfo.InvariantCulture, $"{(ms < 0 ? '-' : '+')}{Math.Abs(ms) / 3_600_000:00}:{Math.Abs(ms) / 60_000 % 60:00}");
}
