using Pulso.Facts;
using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Http;
using Pulso.Functions.Partitions;
using Pulso.Kpis;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Sla;

namespace Pulso.Functions.Snapshots;

/// <summary>Writes the files of a business day in one pass over its cells and facts, quarter by quarter: it is never in memory as a whole.</summary>
internal sealed class DayFiles(TenantSettings settings, DateOnly date, BiContainer container) : IDisposable
{
    private readonly List<BiUpload> uploads = [];
    private readonly List<(FactFacet Fact, BiUpload Upload)> facets = [];
    private readonly FactDistribution distribution = new(settings, date);
    private readonly DaySums sums = new(date, settings.Calendar.StartOfDay(date));
    private readonly ReasonSums reasons = new(date, settings.Calendar.StartOfDay(date));
    private readonly ContactFacts contacts = new();
    private readonly Cells untilNow = new(); // what has come together by now, where the day is still running
    private readonly string tenant = settings.Tenant;

    /// <summary>The business day.</summary>
    public BusinessPeriod Period { get; } = BusinessPeriod.Of(Grain.Day, date);

    /// <summary>The rows of <c>kpi_daily</c>.</summary>
    public IReadOnlyList<string[]> Figures { get; private set; } = [];

    /// <summary>The sums that they were made from.</summary>
    public Cells Sums { get; private set; } = new();

    /// <summary>The sums by reason.</summary>
    public Cells Reasons { get; private set; } = new();

    /// <summary>What has come together by the day's end.</summary>
    public Cells Closing { get; } = new();

    /// <param name="quarters">The day's rows, a quarter of the UTC day after the other.</param>
    /// <param name="opening">What had come together when the day began.</param>
    public async Task WriteAsync(IAsyncEnumerable<QuarterRows> quarters, Cells opening, long nowMs, CancellationToken cancel)
    {
        var intervals = await OpenAsync(FactInterval.Table, cancel);
        foreach (var fact in FactFacet.All)
            facets.Add((fact, await OpenAsync(fact.Table, cancel)));
        var agents = new AgentRows(tenant, await OpenAsync(FactAgent.Table, cancel), await OpenAsync(FactAgentTime.Table, cancel));
        var facts = (Contacts: await OpenAsync(FactContact.Table, cancel), Answers: await OpenAsync(FactSurvey.Table, cancel), Clocks: await OpenAsync(FactSla.Table, cancel));
        Closing.Add(opening);
        untilNow.Add(opening);
        await foreach (var quarter in quarters.WithCancellation(cancel))
        {
            foreach (var (key, tally) in quarter.Figures)
            {
                Add(key, tally, intervals, agents, nowMs);
                await SendFullAsync(cancel);
            }
            foreach (var fact in quarter.Facts)
            {
                Add(fact, facts.Contacts, facts.Answers, facts.Clocks);
                await SendFullAsync(cancel);
            }
        }
        agents.Close();
        Sums = sums.Close();
        Reasons = reasons.Close();
        Figures = FiguresOf(untilNow, nowMs);
        await (await OpenAsync(FactDistribution.Table, cancel)).AddAsync(distribution.Rows(), cancel);
        await (await OpenAsync(FactBacklog.Table, cancel)).AddAsync(FactBacklog.Rows(settings, date, Closing, nowMs), cancel);
        await (await OpenAsync(KpiFigures.Daily, cancel)).AddAsync(Figures, cancel);
    }

    /// <summary>Adds the restatements of the day, and puts all files in their places.</summary>
    /// <param name="before">The day as it was published last.</param>
    /// <param name="always">True to write files that are believed to be there too.</param>
    public async Task<List<ManifestFile>> CompleteAsync(
        IReadOnlyList<string[]> restated, PublishedDay? before, bool always, DateTimeOffset now, CancellationToken cancel)
    {
        await (await OpenAsync(FactRestatement.Table, cancel)).AddAsync(restated, cancel);
        var listed = new List<ManifestFile>();
        foreach (var upload in uploads)
        {
            var known = before?.Files.FirstOrDefault(file => file.Path == upload.Table.Path(Period.Name));
            bool isPast = !KeptFiles.Keeps(upload.Table.Path(Period.Name), date, settings.Retention, settings.Calendar.At(now.ToUnixTimeMilliseconds()).Date);
            if (!isPast && (IsWanted(upload) || known is not null))
                listed.Add(await upload.CompleteAsync(known, always, now, cancel));
        }
        return listed;
    }

    public void Dispose() => uploads.ForEach(upload => upload.Dispose());

    /// <summary>The figures of a day are always there; what few tenants have, only where there is any, or was.</summary>
    private static bool IsWanted(BiUpload upload) =>
        upload.Rows > 0 || upload.Table.Name == FactInterval.Table.Name || upload.Table.Name == KpiFigures.Daily.Name;

    private void Add(CellKey key, Tally tally, BiUpload intervals, AgentRows agents, long nowMs)
    {
        if (Balance.Takes(key.Kind))
        {
            Closing.Add(Balance.KeyOf(key), tally);
            if (key.IntervalMs < nowMs)
                untilNow.Add(Balance.KeyOf(key), tally);
            return;
        }
        if (FactInterval.Takes(key, tally))
            intervals.Add(FactInterval.Row(settings, key, tally));
        foreach (var (fact, upload) in facets)
        {
            if (fact.Takes(key))
                upload.Add(fact.Row(tenant, key, tally));
        }
        agents.Add(key, tally);
        distribution.Add(key, tally);
        sums.Add(key, tally);
        reasons.Add(key, tally);
    }

    private void Add(KeyValuePair<CellKey, Tally> fact, BiUpload contactRows, BiUpload answers, BiUpload clocks)
    {
        if (fact.Key.Kind == FacetKind.SlaClock)
            clocks.Add(FactSla.Row(tenant, date, fact.Key.Dimensions, SlaFact.Read(fact.Key.Facet!)));
        else if (fact.Key.Kind == FacetKind.Survey)
            answers.Add(FactSurvey.Row(tenant, date, SurveyFact.Read(fact.Key, fact.Value)));
        else if (contacts.Next(fact) is { } contact)
            contactRows.Add(FactContact.Row(tenant, date, contact));
    }

    private List<string[]> FiguresOf(Cells balance, long nowMs)
    {
        var figures = new KpiFigures(settings, Period);
        foreach (var (key, tally) in Sums.All.Concat(balance.All))
            figures.Add(key, tally);
        return [.. figures.Rows(nowMs)];
    }

    private async Task<BiUpload> OpenAsync(BiTable table, CancellationToken cancel)
    {
        var upload = await container.OpenAsync(tenant, table, table.Path(Period.Name), cancel);
        uploads.Add(upload);
        return upload;
    }

    private async ValueTask SendFullAsync(CancellationToken cancel)
    {
        foreach (var upload in uploads)
        {
            if (upload.IsFull)
                await upload.SendAsync(cancel);
        }
    }
}
