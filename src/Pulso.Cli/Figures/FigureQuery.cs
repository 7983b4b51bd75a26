using System.Globalization;
using Pulso.Cli.Server;

namespace Pulso.Cli.Figures;

/// <summary>What is asked of <c>kpis</c>; lists are comma-separated, as in the address.</summary>
internal sealed record FigureQuery(DateOnly From, DateOnly To)
{
    public string? Grain { get; init; }

    public string? By { get; init; }

    /// <summary>By what groups are held against each other; null for plain figures.</summary>
    public string? Compare { get; init; }

    public string? Baseline { get; init; }

    public IReadOnlyDictionary<string, string?> Filters { get; init; } = new Dictionary<string, string?>();

    public IReadOnlyList<string> Keys =>
        [.. (By ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(Compare).OfType<string>().Distinct()];

    /// <summary>The server's answer, as it came.</summary>
    public Task<byte[]> AskAsync(PulsoClient client, string tenant, CancellationToken cancel) => client.GetAsync($"{tenant}/kpis?{Text}", cancel);

    public async Task<IReadOnlyList<FigureRow>> RowsAsync(PulsoClient client, string tenant, CancellationToken cancel) =>
        FigureRow.Read(await AskAsync(client, tenant, cancel), Keys);

    private string Text => string.Join('&', Parameters.Where(item => !string.IsNullOrEmpty(item.Value))
        .Select(item => $"{item.Key}={Uri.EscapeDataString(item.Value!)}"));

    private IEnumerable<KeyValuePair<string, string?>> Parameters =>
    [
        new("from", From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new("to", To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new("grain", Grain),
        new("by", By),
        new("compare", Compare),
        new("baseline", Baseline),
        .. Filters,
    ];
}
