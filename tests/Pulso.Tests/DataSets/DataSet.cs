using System.IO.Compression;
using System.Text.Json;
using Pulso.Acceptance.Running;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Measures;
using Pulso.Settings;
using Pulso.Tests.Scenarios;

namespace Pulso.Tests.DataSets;

/// <summary>An open data set: its events as they would arrive, and the figures computed from its original rows.</summary>
internal sealed class DataSet
{
    private static readonly Pseudonyms Pseudonyms = new(new byte[32]);

    private readonly string name;

    public DataSet(string name)
    {
        this.name = name;
        Expected = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(SharedFactAttribute.PathOf($"data/{name}.expected.json")));
        Settings = Tenants.In(Expected.GetProperty("timeZone").GetString()!);
    }

    public JsonElement Expected { get; }

    /// <summary>The defaults of the catalogue in the set's time zone, unless a test sets others.</summary>
    public TenantSettings Settings { get; init; }

    /// <summary>The accepted events, in requests of at most so many.</summary>
    public IEnumerable<IReadOnlyList<Frame>> Requests() => Lines().Chunk(EventParser.BatchLimit).Select(Frames);

    /// <summary>The cells after every request, with what the timelines tell each other, and nothing but that.</summary>
    public Cells Cells()
    {
        var partition = new Partition(Settings);
        foreach (var request in Requests())
        {
            int told = partition.Derived.Count;
            partition.Deliver(request);
            partition.DeliverDerived(told);
        }
        return partition.Cells;
    }

    private static List<Frame> Frames(IReadOnlyList<string> lines)
    {
        var request = EventParser.Batch(System.Text.Encoding.UTF8.GetBytes($"[{string.Join(',', lines)}]"), Pseudonyms);
        Assert.Empty(request.Faults);
        Assert.Empty(request.UnknownFields);
        return [.. request.Events.SelectMany(item => Frame.AllOf(item.Source, item.Event, item.Subject))];
    }

    private IEnumerable<string> Lines()
    {
        using var file = new GZipStream(File.OpenRead(SharedFactAttribute.PathOf($"data/{name}.events.ndjson.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
