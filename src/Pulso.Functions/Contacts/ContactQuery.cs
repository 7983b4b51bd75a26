using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pulso.Facts;
using Pulso.Functions.Figures;
using Pulso.Functions.Http;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;

namespace Pulso.Functions.Contacts;

/// <summary>Which part of a figure's contacts is asked for.</summary>
internal enum Part
{
    /// <summary>Those that it rests on.</summary>
    Denominator,

    /// <summary>Those that it counts.</summary>
    Numerator,

    /// <summary>Those that it rests on and does not count.</summary>
    Rest,
}

/// <summary>What <c>GET contacts</c> is asked: the range, filters and KPI of a figure, and which page of its contacts.</summary>
/// <param name="Agent">One who took part first or last; empty for all.</param>
internal sealed record ContactQuery(KpiQuery Query, Kpi? Kpi, Part Part, IReadOnlySet<string> Variant, IReadOnlySet<string> Agent, int Limit, int Offset)
{
    private const int LargestLimit = 1_000;
    private const int DefaultLimit = 100;

    private static readonly HashSet<string> OwnParameters = ["part", "limit", "offset"];
    private static readonly HashSet<string> Parameters = ["from", "to", "kpi", "channel", "queue", "reason", "priority", "direction", "variant", "agent", .. OwnParameters];

    /// <summary>Reads the query; every fault in one answer.</summary>
    public static ContactQuery? Read(IQueryCollection query, TenantSettings settings, long nowMs, out List<string> faults)
    {
        // An agent and a variant are the contact's own here; as keys of figures they would ask for other cells.
        var ofFigure = new QueryCollection(query.Where(item => !OwnParameters.Contains(item.Key) && item.Key is not ("variant" or "agent")).ToDictionary());
        var asked = KpiRequest.Read(ofFigure, settings, nowMs, out faults);
        faults = [.. faults.Union(query.Unknown(Parameters))];
        if (query["kpi"].ToString().Contains(','))
            faults.Add("kpi: must be one");
        if (!Enum.TryParse<Part>(query.Text("part") ?? "denominator", ignoreCase: true, out var part) || !Enum.IsDefined(part))
            faults.Add("part: must be denominator, numerator or rest");
        int limit = Number(query, "limit", DefaultLimit, 1, LargestLimit, faults);
        int offset = Number(query, "offset", 0, 0, int.MaxValue, faults);
        return faults.Count > 0
            ? null
            : new ContactQuery(asked!.Query, query.Text("kpi") is null ? null : Catalogue.Under(asked.Query.Kpis[0], settings.At(asked.Query.ToMs - 1)), part, query.List("variant").ToHashSet(), query.List("agent").ToHashSet(), limit, offset);
    }

    /// <summary>True if the contact is one of those that are asked for.</summary>
    public bool Takes(ContactFact contact) =>
        contact.StartedMs >= Query.FromMs && contact.StartedMs < Query.ToMs
        && (Variant.Count == 0 || Variant.Contains(contact.Variant ?? Dimensions.None))
        && (Agent.Count == 0 || Agent.Contains(contact.FirstAgent ?? Dimensions.None) || Agent.Contains(contact.LastAgent ?? Dimensions.None))
        && (Kpi is null || IsBehind(Kpi, contact));

    /// <summary>True if the filters by keys take the cell.</summary>
    public bool Matches(CellKey cell) => Kpi is { AllDirections: true } ? Query.MatchesInAnyDirection(cell) : Query.Matches(cell);

    private bool IsBehind(Kpi kpi, ContactFact contact)
    {
        if (kpi.InboundOnly && contact.Dimensions.Direction != Timelines.Contacts.Contact.Inbound)
            return false;
        bool counts = kpi.Numerator is { } numerator ? numerator.Plus.Any(counter => contact.Sums[counter] != 0) : RestsOn(kpi, contact);
        bool rests = kpi.Denominator is { } denominator ? denominator.Plus.Any(counter => contact.Sums[counter] != 0) : counts;
        return Part switch
        {
            Part.Numerator => counts,
            Part.Rest => rests && !counts,
            _ => rests,
        };
    }

    /// <summary>Percentiles rest on the contacts that any duration is known of; the backlog on those that are open.</summary>
    private static bool RestsOn(Kpi kpi, ContactFact contact) => kpi.Stock is not null ? contact.ClosedMs is null
        : kpi.Quantile?.Histogram is { } histogram && contact.Sums[CounterOf(histogram)] != 0;

    private static Counter CounterOf(Histogram histogram) => histogram switch
    {
        _ when histogram == Histogram.WaitAnswered => Counter.Answered,
        _ when histogram == Histogram.WaitAbandoned => Counter.Abandoned,
        _ when histogram == Histogram.Handle => Counter.Handled,
        _ when histogram == Histogram.FirstReplyHuman => Counter.FirstReplyHuman,
        _ => Counter.Resolved,
    };

    private static int Number(IQueryCollection query, string name, int otherwise, int least, int most, List<string> faults)
    {
        if (query.Text(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;
        faults.Add($"{name}: must be a whole number from {least} to {most}");
        return otherwise;
    }
}
