using Microsoft.Azure.Functions.Worker;
using Pulso.Events;
using Pulso.Functions.Bi;
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

        await CloseAsync(instance);

        Assert.Equal(
            [
                "2026-03-02T09:00:00Z,kim,600000,0,600000,0,0,0,0,0",
                "2026-03-02T09:15:00Z,kim,600000,0,600000,0,0,0,0,0",
            ],
            await LinesAsync(instance, tenant, FactAgentTime.Table.Path("2026-03-02")));
        Assert.Equal(
            [
                "2026-03-02T09:00:00Z,kim,(none),inbound,(none),(none),(none),0.667,1,40000,0,0,0,0.667,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
                "2026-03-02T09:00:00Z,lee,(none),inbound,(none),(none),(none),0.333,1,20000,0,0,0,0.333,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0",
            ],
            await LinesAsync(instance, tenant, FactAgent.Table.Path("2026-03-02")));
    }

    [Fact]
    public async Task What_is_split_further_is_in_no_row_of_the_intervals()
    {
        await using var instance = await Instance.StartAsync(storage, clock: new Clock("2026-03-04T00:01:00Z"));
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, new ContactScript("a").Started(0).Handled(60, (Field.Agent, "kim"), (Field.Talk, 40_000)).Evaluated(70, 8, 10).Frames);

        await CloseAsync(instance);

        Assert.Single(await LinesAsync(instance, tenant, FactInterval.Table.Path("2026-03-02")));
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

        await CloseAsync(instance);

        string[] expected =
        [
            "kim,2026-01-01T00:00:00Z,2026-03-03T00:00:00Z,blue,(none),(none),es;en,(none)",
            "kim,2026-03-03T00:00:00Z,,red,(none),(none),es;en,(none)",
            "lee,2026-03-02T00:00:00Z,,blue,(none),(none),es;en,(none)",
        ];
        Assert.Equal(expected, await LinesAsync(instance, tenant, "v1/dim_agent/all.csv", skip: 1));
        Assert.Contains("v1/dim_agent/all.csv", await TextAsync(instance, tenant, Manifest.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_no_day_is_written_again_only_when_it_changes()
    {
        var clock = new Clock("2026-03-04T00:01:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var tenant = await instance.AddTenantAsync();
        await instance.DeliverAsync(tenant, [.. Calls.Solved("a").Frames, .. Profiled("kim", "2026-01-01T00:00:00Z", "blue")]);
        await CloseAsync(instance);
        string before = await TextAsync(instance, tenant, Manifest.Path);

        await CloseAsync(instance);
        Assert.Equal(before, await TextAsync(instance, tenant, Manifest.Path));

        await instance.DeliverAsync(tenant, Profiled("kim", "2026-02-01T00:00:00Z", "red"));
        await CloseAsync(instance);
        Assert.NotEqual(before, await TextAsync(instance, tenant, Manifest.Path));
        Assert.Equal(2, (await LinesAsync(instance, tenant, "v1/dim_agent/all.csv", skip: 1)).Count);
    }

    private static IEnumerable<Frame> Profiled(string agent, string from, string team)
    {
        var item = new Event(EventTypes.AgentProfiled, At.Utc("2026-03-01T00:00:00Z"), EventId.Of("/test", $"{agent}/{from}"), Values.Of(
            (Field.Agent, agent), (Field.Team, team), (Field.Skills, """["es","en"]"""), (Field.ValidFrom, At.Utc(from))));
        return Frame.AllOf("/test", item, null);
    }

    private static Task CloseAsync(Instance instance) => instance.Function<CloseDays>().RunAsync(new TimerInfo(), CancellationToken.None);

    /// <summary>The lines of a file without its header, and without the first columns.</summary>
    private static async Task<List<string>> LinesAsync(Instance instance, TenantSettings tenant, string path, int skip = 2) =>
        [.. (await TextAsync(instance, tenant, path)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => string.Join(',', line.Split(',').Skip(skip)))];

    private static async Task<string> TextAsync(Instance instance, TenantSettings tenant, string path)
    {
        var file = await instance.Get<BiContainer>().ReadAsync(tenant.Tenant, path, CancellationToken.None);
        using var reader = new StreamReader(file!.Value.Content);
        return await reader.ReadToEndAsync();
    }
}
