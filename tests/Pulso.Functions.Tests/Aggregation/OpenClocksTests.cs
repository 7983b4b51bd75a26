using System.Diagnostics;
using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Functions.Aggregation;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;
using Pulso.Timelines;
using Xunit.Abstractions;

namespace Pulso.Functions.Tests.Aggregation;

/// <summary>What a minute of the timer costs beside many clocks that wait: the numbers of docs/sla.md.</summary>
[Collection(OnStorage.Name)]
public sealed class OpenClocksTests(LocalStorage storage, ITestOutputHelper output)
{
    private const int Clocks = 100_000;

    // Azurite looks through a tenant's rows for each one that it takes: of one tenant alone, asking would take an hour.
    private const int Tenants = 10;

    // Each clock is told twice, warning and due; of a hundred thousand with a target of a day so many in a minute.
    private const int AMinute = 2 * Clocks / 1_440;

    [PatientFact("PULSO_CLOCKS")]
    public async Task A_minute_costs_less_than_a_second_of_one_core()
    {
        var clock = new Clock("2026-03-02T09:00:00Z");
        await using var instance = await Instance.StartAsync(storage, clock: clock);
        var asking = Stopwatch.StartNew();
        for (int tenant = 0; tenant < Tenants; tenant++)
            await AskAsync(instance, (await instance.AddTenantAsync()).Tenant, tenant);
        Tell($"{Clocks} clocks asked in {asking.Elapsed.TotalSeconds:0} s");
        int requests = 0;
        instance.Network.Rule = _ =>
        {
            requests++;
            return Fault.None;
        };

        for (int minute = 0; minute <= 10; minute++)
        {
            requests = 0;
            clock.Set($"2026-03-02T10:{minute:00}:00Z");
            var (wall, core) = await MeasureAsync(() => instance.Function<TellTime>().RunAsync(new TimerInfo(), CancellationToken.None));
            int told = (await new QueueView(instance).NextAsync()).Sum(message => Frame.Decode(message.Body.ToMemory().Span).Count);
            Tell($"minute {minute}: {told} told so far, {requests} requests, {wall.TotalMilliseconds:0} ms, {core.TotalMilliseconds:0} ms of core");
            Assert.Equal(minute * AMinute, told);
            if (minute > 0) // the first one loads the code
                Assert.InRange(core.TotalSeconds, 0, 1);
        }
    }

    /// <summary>A tenant's share: of all together so many a minute from 10:00 on.</summary>
    private static Task AskAsync(Instance instance, string tenant, int share) => instance.Get<Dues>().AskAsync(
        tenant,
        Enumerable.Range(0, Clocks).Where(i => i % Tenants == share).Select(i => new Due(
            new TimelineKey(TimelineKind.Contact, string.Create(CultureInfo.InvariantCulture, $"contact-{i}")),
            At.Utc("2026-03-02T10:00:00.001Z") + ((long)i * At.Minute / AMinute))),
        CancellationToken.None);

    private static async Task<(TimeSpan Wall, TimeSpan Core)> MeasureAsync(Func<Task> work)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await work();
        self.Refresh();
        return (watch.Elapsed, self.TotalProcessorTime - before);
    }

    private void Tell(string text)
    {
        output.WriteLine(text);
        Console.WriteLine(text);
    }
}
