using Pulso.Events;
using Pulso.Functions.Storage;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Storage;

[Collection(OnStorage.Name)]
public sealed class KeyRegistryTests(LocalStorage storage)
{
    private const int Bound = 32; // of priorities

    [Fact]
    public async Task The_bound_holds_exactly_when_two_processes_decide_on_many_keys_at_once()
    {
        await using var first = await Instance.StartAsync(storage);
        await using var second = await Instance.StartAsync(storage);
        string tenant = LocalStorage.NewTenant();
        var requests = Enumerable.Range(0, 20)
            .SelectMany(_ => new[] { first, second })
            .Select((instance, place) => AdmitAsync(instance, tenant, Enumerable.Range(place, 10).Select(number => $"p{number}")));

        var admitted = (await Task.WhenAll(requests)).SelectMany(keys => keys).ToHashSet();

        Assert.Contains(KeyRegistryStore.Other, admitted);
        Assert.Equal(Bound + 1, admitted.Count);
    }

    [Fact]
    public async Task What_was_once_decided_stays_so_for_every_process()
    {
        await using var first = await Instance.StartAsync(storage);
        string tenant = LocalStorage.NewTenant();
        var names = Enumerable.Range(0, Bound + 3).Select(number => $"p{number}").ToList();

        var decided = await AdmitAsync(first, tenant, names);
        await using var second = await Instance.StartAsync(storage);

        Assert.Equal(decided, await AdmitAsync(first, tenant, names));
        Assert.Equal(decided, await AdmitAsync(second, tenant, names));
        Assert.Equal(3, decided.Count(key => key == KeyRegistryStore.Other));
    }

    [Fact]
    public async Task Once_it_is_full_no_key_is_looked_up_any_more()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = LocalStorage.NewTenant();
        await AdmitAsync(instance, tenant, Enumerable.Range(0, Bound + 1).Select(number => $"p{number}"));
        int requests = 0;
        instance.Network.Rule = _ =>
        {
            requests++;
            return Fault.None;
        };

        var later = await AdmitAsync(instance, tenant, Enumerable.Range(Bound + 1, 5_000).Select(number => $"p{number}"));

        Assert.All(later, key => Assert.Equal(KeyRegistryStore.Other, key));
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task A_thousand_new_keys_cost_a_few_requests_each_hundred_and_not_one_each()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = LocalStorage.NewTenant();
        int requests = 0;
        instance.Network.Rule = _ =>
        {
            Interlocked.Increment(ref requests);
            return Fault.None;
        };

        await Task.WhenAll(Enumerable.Range(0, 4).Select(part => AdmitAsync(instance, tenant, Enumerable.Range(part * 250, 250).Select(number => $"a{number}"), Field.Agent)));

        Assert.InRange(requests, 10, 40);
    }

    [Fact]
    public async Task A_known_key_is_not_read_again()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = LocalStorage.NewTenant();
        await AdmitAsync(instance, tenant, ["high"]);
        int requests = 0;
        instance.Network.Rule = _ =>
        {
            requests++;
            return Fault.None;
        };

        Assert.Equal(["high"], await AdmitAsync(instance, tenant, ["high"]));
        Assert.Equal(0, requests);
    }

    [Fact]
    public async Task Tenants_and_kinds_of_keys_have_a_bound_of_their_own()
    {
        await using var instance = await Instance.StartAsync(storage);
        var (full, other) = (LocalStorage.NewTenant(), LocalStorage.NewTenant());
        await AdmitAsync(instance, full, Enumerable.Range(0, Bound + 1).Select(number => $"p{number}"));

        Assert.Equal(["new"], await AdmitAsync(instance, other, ["new"]));
        Assert.Equal(["new"], await AdmitAsync(instance, full, ["new"], Field.Queue));
        Assert.Equal([KeyRegistryStore.Other], await AdmitAsync(instance, full, ["new"]));
    }

    [Theory]
    [InlineData("a/b\\c#d?e%f")]
    [InlineData("with space and 'quote'")]
    [InlineData("日本語")]
    [InlineData("(none)")]
    public async Task Any_text_may_be_a_key(string name)
    {
        await using var instance = await Instance.StartAsync(storage);

        Assert.Equal([name], await AdmitAsync(instance, LocalStorage.NewTenant(), [name]));
    }

    private static async Task<List<string>> AdmitAsync(Instance instance, string tenant, IEnumerable<string> names, Field? field = null)
    {
        field ??= Field.Priority;
        var events = names.Select(name => new Event(EventTypes.ContactStarted, 0, EventId.Hash(name), Values.Of((field, name)))).ToList();
        var admitted = await instance.Get<KeyRegistryStore>().AdmitAsync(tenant, events, CancellationToken.None);
        return [.. admitted.Select(item => item.Text(field)!)];
    }
}
