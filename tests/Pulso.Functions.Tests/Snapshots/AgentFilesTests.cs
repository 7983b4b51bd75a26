using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Bi;
using Pulso.Functions.Bi.Tables;
using Pulso.Functions.Snapshots;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Snapshots;

/// <summary>The files of agents: their time, their share in contacts, and who they are.</summary>
[Collection(OnStorage.Name)]
public sealed class AgentFilesTests(LocalStorage storage)
{
    [Fact]
    public async Task Time_is_told_per_interval_and_contacts_by_share()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4, clock: new Clock("2026-03-04T00:01:00Z"));
        var tenant = await instance.AddTenantAsync(more: "\"agentCredit\": \"shared\"");
        await instance.DeliverAsync(tenant, new AgentScript("kim", tenant).State("09:05", "contact").State("09:25", "offline").Frames);
        await instance.DeliverAsync(tenant, new ContactScript("a").Started(0).Handled(60, (Field.Agent, "kim"), (Field.Talk, 40_000))
            .Handled(90, (Field.Agent, "lee"), (Field.Talk, 20_000)).Frames);

        await instance.CloseDaysAsync();

        Assert.Equal(
            [
                "2026-03-02T09:00:00Z,kim,600000,0,600000,0,0,0,0,0",
                "2026-03-02T09:15:00Z,kim,600000,0,600000,0,0,0,0,0",
            ],
            await storage.RowsAsync(tenant, FactAgentTime.Table.Path("2026-03-02"), skip: 2));
        Assert.Equal(
            [
                "2026-03-02T09:00:00Z,kim,(none),inbound,(none),(none),(none),0.667,1,40000,0,0,0,0.667,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
                "2026-03-02T09:00:00Z,lee,(none),inbound,(none),(none),(none),0.333,1,20000,0,0,0,0.333,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
            ],
            await storage.RowsAsync(tenant, FactAgent.Table.Path("2026-03-02"), skip: 2));
    }

    [Fact]
    public async Task What_is_split_further_is_in_no_row_of_the_intervals()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-04T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, new ContactScript("a").Started(0).Handled(60, (Field.Agent, "kim"), (Field.Talk, 40_000)).Evaluated(70, 8, 10).Frames);

        await instance.CloseDaysAsync();

        Assert.Single(await storage.RowsAsync(tenant, FactInterval.Table.Path("2026-03-02"), skip: 2));
    }

    [Fact]
    public async Task A_profile_is_valid_until_the_next_one_of_the_same_agent()
    {
        await using var instance = await Instance.StartAsync(storage, partitions: 4, clock: new Clock("2026-03-04T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, Calls.Solved("a").Frames);
        await instance.DeliverAsync(tenant, Profiled("lee", "2026-03-02T00:00:00Z", "blue"));
        await instance.DeliverAsync(tenant, Profiled("kim", "2026-03-03T00:00:00Z", "red"));
        await instance.DeliverAsync(tenant, Profiled("kim", "2026-01-01T00:00:00Z", "blue"));

        await instance.CloseDaysAsync();

        string[] expected =
        [
            "kim,2026-01-01T00:00:00Z,2026-03-03T00:00:00Z,blue,(none),(none),es;en,(none)",
            "kim,2026-03-03T00:00:00Z,,red,(none),(none),es;en,(none)",
            "lee,2026-03-02T00:00:00Z,,blue,(none),(none),es;en,(none)",
        ];
        Assert.Equal(expected, await storage.RowsAsync(tenant, "v1/dim_agent/all.csv"));
        Assert.Contains("v1/dim_agent/all.csv", await storage.TextAsync(tenant, Manifest.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_no_day_is_written_again_only_when_it_changes()
    {
        var clock = new Clock("2026-03-04T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, [.. Calls.Solved("a").Frames, .. Profiled("kim", "2026-01-01T00:00:00Z", "blue")]);
        await instance.CloseDaysAsync();
        string before = await storage.TextAsync(tenant, Manifest.Path);

        await instance.CloseDaysAsync();
        Assert.Equal(before, await storage.TextAsync(tenant, Manifest.Path));

        await instance.DeliverAsync(tenant, Profiled("kim", "2026-02-01T00:00:00Z", "red"));
        await instance.CloseDaysAsync();
        Assert.NotEqual(before, await storage.TextAsync(tenant, Manifest.Path));
        Assert.Equal(2, (await storage.RowsAsync(tenant, "v1/dim_agent/all.csv")).Count);
    }

    private static IEnumerable<Frame> Profiled(string agent, string from, string team)
    {
        var item = new Event(EventTypes.AgentProfiled, At.Utc("2026-03-01T00:00:00Z"), EventId.Of("/test", $"{agent}/{from}"), Values.Of(
            (Field.Agent, agent), (Field.Team, team), (Field.Skills, """["es","en"]"""), (Field.ValidFrom, At.Utc(from))));
        return Frame.AllOf("/test", item, null);
    }
}
