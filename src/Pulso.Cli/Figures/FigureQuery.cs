using Pulso.Cli.Server;
using Pulso.Kpis;

namespace Pulso.Cli.Figures;

/// <summary>What is asked of <c>kpis</c>; lists are comma-separated, as in the address.</summary>
internal sealed record FigureQuery(DateOnly From, DateOnly To)
{
    public string? Grain { get; init; }

    public string? By { get; init; }

    /// <summary>What to compare with: <c>variant</c>, a generation's number or a KPI; null for nothing.</summary>
    public string? Compare { get; init; }

    /// <summary>A settings document to compare with.</summary>
    public byte[]? Settings { get; init; }

    public string? Baseline { get; init; }

    public IReadOnlyDictionary<string, string?> Filters { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<string> Keys =>
        [.. (By ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(Compare == KpiQuery.Variant ? Compare : null).OfType<string>().Distinct()];

    /// <summary>The server's answer, as it came.</summary>
    public Task<byte[]> AskAsync(PulsoClient client, string tenant, CancellationToken cancel) => Settings is null
        ? client.GetAsync($"{tenant}/kpis?{Text}", cancel)
        : client.PostAsync($"{tenant}/kpis?{Text}", Settings, cancel);

    public async Task<IReadOnlyList<FigureRow>> RowsAsync(PulsoClient client, string tenant, CancellationToken cancel) =>
        FigureRow.Read(await AskAsync(client, tenant, cancel), Keys);

    private string Text => string.Join('&', Parameters.Where(item => !string.IsNullOrEmpty(item.Value))
        .Select(item => $"{item.Key}={Uri.EscapeDataString(item.Value!)}"));

    private IEnumerable<KeyValuePair<string, string?>> Parameters =>
    [
        new("from", $"{From:yyyy-MM-dd}"),
        new("to", $"{To:yyyy-MM-dd}"),
        new("grain", Grain),
        new("by", By),
        new("compare", Compare),
        new("baseline", Baseline),
        .. Filters,
    ];
}
