using Microsoft.Azure.Functions.Worker;
using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Tests.Running;
using Pulso.Kpis;
using Pulso.Settings;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The measures, computed from a published day's files alone, are that day's figures.</summary>
[Collection(OnStorage.Name)]
public sealed class PublishedTests(LocalStorage storage)
{
    private const string Day = "2026-03-02";

    [Fact]
    public async Task The_measures_over_the_files_give_every_figure_of_the_day_again()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4, clock: new Clock("2026-03-04T00:01:00Z"));
        var tenant = await instance.AddTenantAsync(more: "\"agentCredit\": \"shared\"");
        await instance.DeliverAsync(tenant, [.. Contacts().SelectMany(contact => contact.Frames), .. Costs(), .. Time(tenant)]);
        await instance.CloseDaysAsync();
        var files = new Dictionary<string, Csv?>();
        foreach (string table in new[] { "fact_interval", "fact_agent", "fact_agent_time", "fact_menu", "fact_criterion", "kpi_daily" })
            files[table] = await ReadAsync(instance, tenant, BiTable.All.Single(known => known.Name == table).Path(Day));
        var told = files["kpi_daily"]!.Rows.Where(row => row["level"] == "total")
            .ToDictionary(row => row["variant"].Length == 0 ? row["kpi"] : $"{row["kpi"]}.{row["variant"]}", row => row.Double("value"));

        var kpis = Catalogue.All.Where(kpi => kpi is { Numerator: not null, ToDate: false }).ToList();
        foreach (var kpi in kpis)
        {
            double? value = new DaxArithmetic(ArithmeticTests.Plain(kpi.FullId), (table, column, rows) => Sum(files[table], column, rows)).Value();
            double? expected = told.GetValueOrDefault(kpi.FullId);
            Assert.True(
                // Of what did not happen the app has no row, and a sum is 0.
                Math.Abs((expected ?? 0) - (value ?? 0)) <= 1e-9 * Math.Abs(expected ?? 0), $"{kpi.FullId}: {value} instead of {expected}");
        }
        Assert.True(kpis.Count(kpi => told.GetValueOrDefault(kpi.FullId) is > 0) > 45, "the day has too few figures to show anything");
    }

    private static double Sum(Csv? file, string column, Rows rows) => file is null ? 0 : file.Rows
        .Where(row => rows == Rows.AllDirections || !row.Has("direction") || row["direction"] == "inbound").Sum(row => row.Double(column)!.Value);

    private static async Task<Csv?> ReadAsync(Instance instance, TenantSettings tenant, string path)
    {
        if (await instance.Get<BiContainer>().ReadAsync(tenant.Tenant, path, CancellationToken.None) is not { } file)
            return null;
        using var bytes = new MemoryStream();
        await file.Content.CopyToAsync(bytes);
        return Csv.Read(bytes.ToArray());
    }

    private static IEnumerable<ContactScript> Contacts()
    {
        for (int number = 0; number < 6; number++)
        {
            var call = new ContactScript($"call-{number}").Started(0, (Field.Channel, "voice"), (Field.Customer, $"c{number % 4}"), (Field.Reason, "bill"), (Field.Case, $"k{number % 3}"))
                .EnteredIvr(1).Event(EventTypes.IvrSelected, 5, (Field.Menu, "main"), (Field.Option, "1")).LeftIvr(12 + number, "queue").Queued(20, "north");
            yield return number == 5
                ? call.Abandoned(90)
                : call.Answered(25 + (7 * number), "kim").Handled(200 + number, (Field.Agent, "kim"), (Field.Talk, 100_000 + number), (Field.Hold, 7_000), (Field.Wrap, 20_000))
                    .Handled(300, (Field.Agent, "lee"), (Field.Talk, 33_333)).TransferredAs(310, number % 2 == 0 ? "warm" : "cold").Resolved(320)
                    .Said(400, "csat", 3 + (number % 3), 1, 5).Said(410, "nps", 5 + number, 0, 10, (Field.Survey, "nps")).Said(420, "ces", 2 + number, 1, 7, (Field.Survey, "ces"))
                    .Event(EventTypes.QualityEvaluated, 500, (Field.Agent, "kim"), (Field.Score, 7_000 + number), (Field.Max, 10_000), (Field.Criteria, """{"tone":3.5,"facts":2}"""))
                    .Felt(510, (number - 2) / 4.0);
        }
        yield return new ContactScript("lost").Started(0, (Field.Channel, "voice")).EnteredIvr(1)
            .Event(EventTypes.IvrSelected, 5, (Field.Menu, "main"), (Field.Option, "2")).LeftIvr(30, "hangup");
        yield return new ContactScript("chat").Started(0, (Field.Channel, "chat"), (Field.Customer, "c9")).Bot(1).Received(2).Sent(4, "bot").HandedOver(20).Queued(20, "chats")
            .Answered(40, "lee").Sent(61, "agent", (Field.Agent, "lee"), (Field.MessageId, "m1")).Read(70, "m1").Received(75).Sent(99, "agent", (Field.Agent, "lee")).Resolved(120).Reopened(130).Escalated(140)
            .Resolved(150).Closed(160);
        yield return new ContactScript("bot").Started(0, (Field.Channel, "chat"), (Field.Customer, "c8")).Bot(1).Received(2).Sent(4, "bot")
            .Event(EventTypes.ContactResolved, 9, (Field.By, "bot")).Closed(10);
        yield return new ContactScript("out").Started(0, (Field.Channel, "voice"), (Field.Direction, "outbound"), (Field.Customer, "c7"))
            .Handled(60, (Field.Agent, "lee"), (Field.Talk, 40_000)).Resolved(70);
    }

    private static IEnumerable<Frame> Costs() => Frame.AllOf("/test", new Event(
        EventTypes.CostRecorded, At.Utc($"{Day}T12:00:00Z"), EventId.Of("/test", "cost"),
        Values.Of((Field.Channel, "voice"), (Field.From, At.Utc($"{Day}T00:00:00Z")), (Field.To, At.Utc("2026-03-03T00:00:00Z")), (Field.Staff, 123_456L))), null);

    private static IReadOnlyList<Frame> Time(TenantSettings tenant) => new AgentScript("kim", tenant)
        .State("08:00", "available").State("09:00", "contact").State("11:00", "wrap").State("11:30", "break").State("12:00", "offline").Plan(("08:00", "12:30", "available")).Frames;
}
