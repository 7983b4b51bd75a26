using System.Net;

namespace Pulso.Cli;

/// <summary>A failure that can be expected: told in its own words, without a stack trace, with exit code 1.</summary>
/// <param name="details">What else is known, a line each.</param>
internal sealed class Failure(string message, params IReadOnlyList<string> details) : Exception(message)
{
    public IReadOnlyList<string> Details => details;

    /// <summary>The answer's status, where a server's answer is the failure.</summary>
    public HttpStatusCode? Status { get; init; }
}
