using System.IO.Compression;
using Pulso.Cli.Replays;

namespace Pulso.Cli.Tests.Replays;

public sealed class EventFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    [Fact]
    public void Empty_lines_white_space_and_a_byte_order_mark_are_no_events()
    {
        var file = EventFile.Of(System.Text.Encoding.UTF8.GetBytes("\uFEFF{\"a\":1}\r\n\r\n  {\"a\":2} \n\n{\"a\":3}"));

        Assert.Equal(["{\"a\":1}", "{\"a\":2}", "{\"a\":3}"], Lines(file));
    }

    [Fact]
    public void An_event_knows_the_number_of_its_line()
    {
        var file = EventFile.Of("{}\n\n\n{}\n"u8.ToArray());

        Assert.Equal([1, 4], Enumerable.Range(0, file.Count).Select(file.LineNumber));
    }

    [Fact]
    public async Task A_compressed_file_reads_like_a_plain_one()
    {
        await using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            await gzip.WriteAsync("{\"a\":1}\n{\"a\":2}\n"u8.ToArray());

        Assert.Equal(["{\"a\":1}", "{\"a\":2}"], Lines(await EventFile.ReadAsync(path, CancellationToken.None)));
    }

    public void Dispose() => File.Delete(path);

    private static IEnumerable<string> Lines(EventFile file) =>
        Enumerable.Range(0, file.Count).Select(index => System.Text.Encoding.UTF8.GetString(file[index].Span));
}
