using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Pulso.Functions.Tests.Running;

/// <summary>What becomes of a request.</summary>
internal enum Fault
{
    None,

    /// <summary>It never arrives.</summary>
    RequestLost,

    /// <summary>It is carried out, and its answer never arrives.</summary>
    AnswerLost,

    /// <summary>The storage says that it is too large.</summary>
    Refused,
}

/// <summary>Stands between an app and its storage, and lets chosen requests go wrong as a network does.</summary>
internal sealed class FaultyTransport : HttpPipelineTransport
{
    private static readonly HttpClientTransport Network = new(new HttpClient());

    /// <summary>Decides on each request before it is sent.</summary>
    public Func<Request, Fault> Rule { get; set; } = _ => Fault.None;

    /// <summary>What others do while a request is on its way.</summary>
    public Func<Request, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    /// <summary>The n-th write of partition rows goes wrong, and the process is dead from then on.</summary>
    public void DieAtWrite(int number, Fault fault)
    {
        int writes = 0;
        bool dead = false;
        Rule = request =>
        {
            if (dead)
                return Fault.RequestLost;
            if (!WritesPartition(request) || ++writes < number)
                return Fault.None;
            dead = true;
            return fault;
        };
    }

    /// <summary>The answer to the n-th write of anything is lost, and the process is dead from then on.</summary>
    /// <param name="died">Cancelled as it dies: nothing of it goes on.</param>
    public void DieAtAnyWrite(int number, CancellationTokenSource died)
    {
        int writes = 0;
        Rule = request =>
        {
            if (died.IsCancellationRequested)
                return Fault.RequestLost;
            if (request.Method == RequestMethod.Get || request.Method == RequestMethod.Head || Interlocked.Increment(ref writes) != number)
                return Fault.None;
            died.Cancel();
            return Fault.AnswerLost;
        };
    }

    /// <summary>The n-th write of partition rows goes wrong, and no other.</summary>
    public void FailWrite(int number, Fault fault)
    {
        int writes = 0;
        Rule = request => WritesPartition(request) && ++writes == number ? fault : Fault.None;
    }

    /// <summary>So many writes of partition rows go wrong by chance, half of them on the way there and half on the way back.</summary>
    public void FailWrites(int oneOf, Random random) => Rule = request =>
    {
        if (!WritesPartition(request))
            return Fault.None;
        lock (random)
            return random.Next(2 * oneOf) switch { 0 => Fault.RequestLost, 1 => Fault.AnswerLost, _ => Fault.None };
    };

    /// <summary>Nothing arrives for the next so many requests.</summary>
    public void FailNext(int requests) => Rule = _ => Interlocked.Decrement(ref requests) >= 0 ? Fault.RequestLost : Fault.None;

    /// <summary>Every transaction that writes one of the rows is refused.</summary>
    public void Refuse(params string[] rows) =>
        Rule = request => WritesPartition(request) && Array.Exists(rows, row => Body(request).Contains(row, StringComparison.Ordinal)) ? Fault.Refused : Fault.None;

    public override Request CreateRequest() => Network.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("every call is asynchronous");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await Meanwhile(message.Request);
        var fault = Rule(message.Request);
        if (fault == Fault.RequestLost)
            throw new IOException("the request is lost");
        if (fault == Fault.Refused)
            throw new RequestFailedException(413, "it is too large", "RequestBodyTooLarge", null);
        await Network.ProcessAsync(message);
        if (fault == Fault.AnswerLost)
            throw new IOException("the answer is lost");
    }

    private static string Body(Request request)
    {
        using var body = new MemoryStream();
        request.Content!.WriteTo(body, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    private static bool WritesPartition(Request request)
    {
        string path = request.Uri.ToUri().AbsolutePath;
        return path.EndsWith("/$batch", StringComparison.Ordinal)
            || (request.Method == RequestMethod.Put && path.Contains("/partitions(", StringComparison.Ordinal));
    }
}
