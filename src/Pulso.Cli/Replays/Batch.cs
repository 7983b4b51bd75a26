namespace Pulso.Cli.Replays;

/// <summary>The events of one request.</summary>
/// <param name="First">Where they begin in the plan.</param>
internal sealed record Batch(EventFile File, int[] Plan, int First, int Count)
{
    /// <summary>The server takes 1,000 events and 1 MiB; a batch stays well below both.</summary>
    public const int MostEvents = 500;
    public const int MostBytes = 1_000_000;

    /// <summary>A JSON array of events.</summary>
    public byte[] Body()
    {
        byte[] body = new byte[SizeOf(Events)];
        int at = 0;
        foreach (var item in Events)
        {
            body[at++] = (byte)(at == 1 ? '[' : ',');
            item.Span.CopyTo(body.AsSpan(at));
            at += item.Length;
        }
        body[at] = (byte)']';
        return body;
    }

    /// <summary>The number of the line in the file of the event at a place of this batch.</summary>
    public int LineNumber(int index) => File.LineNumber(Plan[First + index]);

    /// <summary>Cuts a plan into batches, in its order.</summary>
    /// <exception cref="Failure">An event is larger than a request may be.</exception>
    public static IEnumerable<Batch> Cut(EventFile file, int[] plan, int most = MostEvents)
    {
        for (int first = 0; first < plan.Length;)
        {
            int count = 0;
            long size = 2;
            while (first + count < plan.Length && count < most && size + file[plan[first + count]].Length + 1 <= MostBytes)
                size += file[plan[first + count++]].Length + 1;
            if (count == 0)
                throw new Failure($"Line {file.LineNumber(plan[first])} is longer than a request may be ({MostBytes:N0} bytes).");
            yield return new Batch(file, plan, first, count);
            first += count;
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> Events => Enumerable.Range(First, Count).Select(at => File[Plan[at]]);

    private static int SizeOf(IEnumerable<ReadOnlyMemory<byte>> events) => 1 + events.Sum(item => item.Length + 1);
}
